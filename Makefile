# The commands of this house; `make` alone lists them. What a machine must have: Python 3.11 or newer and GNU make.
# Everything built here goes to .venv and var/, both ignored by git.

.DEFAULT_GOAL := help
# A file half written by a failed command must not pass for a finished one.
.DELETE_ON_ERROR:
# With `make -j` too, the port is asked for before anything is built.
.NOTPARALLEL:

HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

# Tools run as `python -m …`: the scripts in .venv/bin carry an absolute path and break when the folder is moved.
bin := .venv/bin/python

# When the interpreter below has gone (an upgraded system), the environment is built anew, whatever its stamps say.
ready := $(shell if test -x $(bin); then echo $(bin); else rm -f .venv/*.stamp; fi)

# Each candidate is run, not looked for: a pyenv shim exists for versions that don't, Debian's python3 may lack venv.
PYTHON ?= $(or $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, ensurepip, sqlite3; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; \
	done),$(error Newsroom needs Python 3.11 or newer with its venv module, and python3.13, python3.12, python3.11 and \
	python3 are not. Install it (Debian: apt install python3 python3-venv), or say where yours is: make PYTHON=/its/path))

named = sh deploy/python.sh '$(PYTHON)'

# pip is missing from an environment that uv made. The locks name everything: nothing is left for pip to resolve, which
# the one that comes with Python 3.11 does wrong (two packages that ask for one extra of a third).
pip = $(bin) -m pip --version >/dev/null 2>&1 || $(bin) -m ensurepip >/dev/null; \
	$(bin) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes

catalogues := $(patsubst %.po,%.mo,$(wildcard newsroom/locale/*/LC_MESSAGES/django.po))
# Folders are listed too: a deleted file shows only in its folder's date.
static := $(shell find newsroom articles comments -path '*/static*' 2>/dev/null)
# PostgreSQL, Redis and object storage need their drivers; nobody else should wait for them.
scale := $(if $(findstring postgres,$(DATABASE_URL))$(findstring redis,$(CACHE_URL))$(S3_BUCKET),.venv/scale.stamp)

.PHONY: help run build test test-fast bench drills check format messages lock clean port

help: ## Lists the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: port build ## Serves the paper with a demonstration, to be looked at; HOST=… PORT=…
	@exec sh deploy/preview.sh

build: .venv/run.stamp $(scale) $(catalogues) var/static/staticfiles.json ## Builds what deploy/serve.sh needs.

test: .venv/test.stamp $(catalogues) ## Runs every test on all cores, and names the slowest; ARGS="-k feeds" narrows it down.
	$(bin) -m pytest -n auto --dist worksteal --durations 25 $(ARGS)

test-fast: override ARGS += -m 'not browser'
test-fast: test ## Runs every test that needs no browser.

bench: .venv/test.stamp $(catalogues) ## Measures how long the desk's and the discussion's pages take the server; refuses nothing.
	@$(bin) -m tests.bench

drills: .venv/test.stamp $(catalogues) var/static/staticfiles.json ## Stops what the site stands on, and kills it; four minutes; ARGS=mail does one.
	@$(bin) -m tests.drills $(ARGS)

# An own database in memory: a check must not create the paper's.
check: export DATABASE_URL = sqlite://:memory:
check: .venv/test.stamp $(catalogues) ## Lints, checks types, and finds missing migrations and translations.
	$(bin) -m ruff check
	$(bin) -m ruff format --check
	$(bin) -m mypy
	$(bin) -m djlint --lint templates
	$(bin) manage.py makemigrations --check --dry-run
	$(bin) manage.py check
	$(bin) -m pytest -q -n 0 --must-run=gettext tests/newsroom/test_catalogue.py

# What can't be put in order by a program is for `make check` to say.
format: .venv/test.stamp ## Puts the Python in order.
	$(bin) -m ruff check --fix --exit-zero --quiet
	$(bin) -m ruff format

messages: .venv/test.stamp ## Brings the French catalogue up to date with the source (needs GNU gettext).
	$(bin) manage.py makemessages

lock: .venv/test.stamp ## Writes the three locks anew from requirements*.in; ARGS=--upgrade takes newer versions below.
	for name in requirements requirements-dev requirements-scale; do \
		$(bin) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--custom-compile-command "make lock" $(ARGS) $$name.in --output-file $$name.txt || exit 1; done

clean: ## Removes what can be built again; never the database, the pictures or the keys.
	rm -rf .venv var/static var/test* var/mypy .pytest_cache .ruff_cache .hypothesis $(catalogues)
	find newsroom articles comments tests -name __pycache__ -prune -exec rm -rf {} +

# --- What the commands are made of ---

# Where the environment is built already, a PYTHON that was named isn't used; it is looked at all the same.
port:
	@$(if $(filter command environment,$(origin PYTHON)),$(named))
	@$(or $(ready),$(PYTHON)) deploy/port.py

$(bin):
	@$(named)
	$(PYTHON) -m venv --clear .venv

.venv/run.stamp: requirements.txt | $(bin)
	@echo "Building .venv from requirements.txt, once; under a minute."
	@$(pip) -r requirements.txt
	@touch $@

.venv/scale.stamp: requirements-scale.txt .venv/run.stamp
	@$(pip) -r requirements-scale.txt
	@touch $@

# All three at once, the drivers too: they are small, and one environment is less to explain than four.
.venv/test.stamp: requirements.txt requirements-dev.txt requirements-scale.txt | $(bin)
	@echo "Building .venv for the tests, once; about a minute."
	@$(pip) $(addprefix -r ,$^)
	@touch $@ .venv/run.stamp .venv/scale.stamp

# Babel, not msgfmt: the machine may have no gettext.
%.mo: %.po | .venv/run.stamp
	@$(bin) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

# The keys sign nothing here. DEBUG=0 chooses hashed names and compression, as served.
var/static/staticfiles.json: requirements.txt newsroom/settings.py $(static) | .venv/run.stamp
	@echo "Collecting and compressing the static files."
	@DEBUG=0 SECRET_KEY=only-to-collect-files ADDRESS_KEY=only-to-collect-files $(bin) manage.py collectstatic --noinput --verbosity 0
	@touch $@
