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

# Kept between runs, because a new key logs everybody out and breaks every link that was mailed.
if [ -z "${SECRET_KEY:-}" ]; then
    mkdir -p var
    [ -s var/secret-key ] ||
        (umask 077 && $python -c 'import secrets; print(secrets.token_urlsafe(50))' >var/secret-key)
    SECRET_KEY=$(cat var/secret-key)
fi
export SECRET_KEY

$python manage.py prepare --host "$HOST" --port "$PORT"
# WORKER=0 where other machines do that work. gunicorn keeps this shell's number, so that the worker ends with it.
[ "${WORKER:-1}" = 0 ] || sh deploy/worker.sh $$ &
# gunicorn takes this shell's place, so that Ctrl-C and a supervisor's TERM reach it and nothing else.
exec $python -m gunicorn -c deploy/gunicorn.py newsroom.wsgi
