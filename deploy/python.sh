#!/bin/sh
# Says why the Python that was named can't build the environment, and ends with 1; says nothing where it can.
# `make` asks before it uses PYTHON=….
python=$1

say() {
    echo "$1 Newsroom needs Python 3.11 or newer with its venv module; without PYTHON=… make looks for one." >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 || say "PYTHON is “$python”, and there is no such program."
"$python" -c 'import sys; sys.exit(9 if sys.version_info < (3, 11) else 0)' >/dev/null 2>&1
case $? in
    0) ;;
    9) say "PYTHON is “$python”, which is too old: $("$python" --version 2>&1)." ;;
    *) say "PYTHON is “$python”, which doesn’t run Python." ;;
esac
for module in ensurepip sqlite3; do
    "$python" -c "import $module" >/dev/null 2>&1 ||
        say "PYTHON is “$python”, which lacks the module $module (Debian: apt install python3-venv)."
done
