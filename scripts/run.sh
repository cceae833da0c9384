#!/bin/sh
# Opens the window; with no screen, does the same main job without one and leaves its papers and pictures in build/demo/.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    exec .venv/bin/python -m moneypool_desktop "$@"
fi
echo "No screen here: the sample chama, a meeting, statements and pictures of every screen go to build/demo/."
QT_QPA_PLATFORM=offscreen exec .venv/bin/python -m moneypool_desktop.cli demo showcase --out build/demo
