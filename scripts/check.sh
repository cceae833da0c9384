#!/bin/sh
# Format, lint, types and layers: every check runs, and any failure fails the whole.
set -u
cd "$(dirname "$0")/.."
status=0
check() {
    printf '%s\n' "— $*"
    ".venv/bin/$@" || status=1
}
check ruff format --check .
check ruff check .
check basedpyright
check lint-imports --no-cache --no-logo
check python scripts/catalogue.py --check
exit $status
