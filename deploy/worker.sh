#!/bin/sh
# Does the work behind the requests for as long as the server lives: `sh deploy/worker.sh PID`, with the server's PID.
# Should the worker die, it is started again. It yields to the server: nobody waits for what it does.
set -u
cd "$(dirname "$0")/.."
while kill -0 "$1" 2>/dev/null; do
    nice -n 10 .venv/bin/python manage.py worker --beside "$1"
    sleep 1
done
