#!/bin/sh
# Serves a newsroom's own paper, after `make build`. Nothing is guessed, made or changed: whatever is missing is named,
# and then nothing starts. A TERM ends it when the requests under way are answered; a HUP starts its processes anew,
# on new code, and refuses nobody meanwhile.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python

if ! [ -x $python ] || ! [ -s var/static/staticfiles.json ]; then
    echo "The site isn't built yet: run make build." >&2
    exit 1
fi
$python -m newsroom.serving.production
$python manage.py check --deploy
$python manage.py check_tables

# WORKER=0 where other machines do that work. gunicorn keeps this shell's number, so that the worker ends with it.
[ "${WORKER:-1}" = 0 ] || sh deploy/worker.sh $$ &
exec $python -m gunicorn -c deploy/gunicorn.py newsroom.wsgi
