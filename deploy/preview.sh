#!/bin/sh
# Serves the paper to be looked at: without TLS, on keys of its own, with the demonstration in an empty database.
# `make run` calls this when everything is built; a newsroom's own paper is served by deploy/serve.sh.
# A value that is already in the environment wins over every default below.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python

export HOST="${HOST:-127.0.0.1}" PORT="${PORT:-8000}"
export DEBUG="${DEBUG:-0}" HTTPS="${HTTPS:-0}"
export ALLOWED_HOSTS="${ALLOWED_HOSTS:-$HOST,localhost,127.0.0.1}"
# Mails are written by the worker, which no request tells where the site is.
export SITE_URL="${SITE_URL:-http://$HOST:$PORT}"
export SITE_NAME="${SITE_NAME:-Courrier d’Orvane}"

# Prints the key that is kept in this file; a random one is made where there is none.
key() {
    mkdir -p var
    [ -s "$1" ] || (umask 077 && $python -c 'import secrets; print(secrets.token_urlsafe(50))' >"$1")
    cat "$1"
}

# A paper from before there were two goes on with the one that it had.
[ -s var/address-key ] || [ ! -s var/secret-key ] || cp var/secret-key var/address-key

# Kept between runs, because a new key logs everybody out and breaks every link that was mailed,
SECRET_KEY=${SECRET_KEY:-$(key var/secret-key)}
# and because with a new one nobody who has written is known again, nor anybody who is blocked.
ADDRESS_KEY=${ADDRESS_KEY:-$(key var/address-key)}
export SECRET_KEY ADDRESS_KEY

$python manage.py prepare --host "$HOST" --port "$PORT"
# WORKER=0 where other machines do that work. gunicorn keeps this shell's number, so that the worker ends with it.
[ "${WORKER:-1}" = 0 ] || sh deploy/worker.sh $$ &
# gunicorn takes this shell's place, so that Ctrl-C and a supervisor's TERM reach it and nothing else.
exec $python -m gunicorn -c deploy/gunicorn.py newsroom.wsgi
