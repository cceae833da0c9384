#!/bin/sh
# Writes requirements/*.lock anew from requirements/*.in: newest versions the pins allow, for every platform, with hashes.
# Words passed on go to uv, e.g. --upgrade-package reportlab.
set -eu
cd "$(dirname "$0")/../requirements"
for kind in run dev; do
    ../.venv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --output-file "$kind.lock" "$@" "$kind.in"
done
