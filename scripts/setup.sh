#!/bin/sh
# Everything `make run`, `make test` and `make check` need, done once: `setup.sh run` or `setup.sh dev`.
# Does nothing when the stamp in .venv still fits requirements/*.lock.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-dev}
tools=build/setup

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# --- the stamp: which lock is installed, by which Python -----------------------------------------------------------

stamp_of() { printf '%s %s %s\n' "$(cksum < "requirements/$1.lock")" "$(.venv/bin/python -V 2>&1)" "$PWD"; }
stamped() { [ -f ".venv/.stamp-$1" ] && [ "$(stamp_of "$1")" = "$(cat ".venv/.stamp-$1")" ]; }
ready() { [ -x .venv/bin/python ] && { stamped dev || { [ "$kind" = run ] && stamped run; }; }; }

# --- system packages (Debian and Ubuntu) ---------------------------------------------------------------------------

is_debian() { [ "$(uname -s)" = Linux ] && command -v apt-get > /dev/null; }
has_screen() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

missing_libraries() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    wanted=always
    if [ "$kind" = run ] && has_screen; then wanted='always window'; fi
    grep -v '^#' resources/qt-libraries.txt | while read -r library package when; do
        case " $wanted " in *" $when "*) ;; *) continue ;; esac
        case "$known" in *"$library "*) ;; *) printf ' %s' "$package" ;; esac
    done
}

apt_install() {
    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo
        command -v sudo > /dev/null || stop "Ask the owner of this computer to run: apt-get install --no-install-recommends$1"
        if [ -z "${CI:-}" ]; then
            say "MoneyPool needs these system packages:$1"
            [ -t 0 ] || stop "Install them first: sudo apt-get install --no-install-recommends$1"
            printf 'Install them now with sudo? [Y/n] ' >&2
            read -r answer
            case "$answer" in [nN]*) stop "Nothing was installed. MoneyPool cannot start without them." ;; esac
        fi
    fi
    say "Installing system packages:$1"
    $as_root apt-get -qq update
    # shellcheck disable=SC2086 # the list is meant to be split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $1 > /dev/null \
        || stop "The system packages could not be installed:$1. Install them by hand and run the same command again."
}

# --- Python 3.12 or newer, wherever it lies ------------------------------------------------------------------------

fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' > /dev/null 2>&1; }

folders() {
    printf '%s\n' "$PATH" | tr ':' '\n'
    for folder in \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/python/*/bin \
        "${MISE_DATA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/mise}"/installs/python/*/bin \
        "${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/uv/python}"/*/bin \
        "${CONDA_PREFIX:-/opt/conda}"/bin "$HOME"/*conda3/bin "$HOME"/*forge*/bin "$HOME"/*conda3/envs/*/bin \
        "$HOME"/*forge*/envs/*/bin /opt/*conda*/bin /opt/*conda*/envs/*/bin /opt/*forge*/bin /opt/python*/bin \
        /opt/homebrew/bin /opt/homebrew/opt/python@3.*/bin /home/linuxbrew/.linuxbrew/bin /usr/local/bin \
        /usr/local/opt/python@3.*/bin /usr/local/python*/bin "$HOME"/.local/bin /usr/bin \
        /Library/Frameworks/Python.framework/Versions/3.*/bin; do
        [ -d "$folder" ] && printf '%s\n' "$folder"
    done
    return 0
}

find_python() {
    everywhere=$(folders)
    for name in python3.13 python3.14 python3.12 python3 python3.15 python; do
        printf '%s\n' "$everywhere" | while read -r folder; do
            if [ -x "$folder/$name" ] && fits "$folder/$name"; then
                printf '%s\n' "$folder/$name"
                break
            fi
        done | grep . && return 0
    done
    return 1
}

# --- no Python that fits: uv fetches one ---------------------------------------------------------------------------

find_uv() {
    for uv in "$(command -v uv || true)" "$HOME/.local/bin/uv" "$HOME/.cargo/bin/uv" "$tools/bin/uv"; do
        if [ -n "$uv" ] && "$uv" --version > /dev/null 2>&1; then
            printf '%s\n' "$uv"
            return 0
        fi
    done
    return 1
}

get_uv() {
    find_uv && return 0
    if command -v python3 > /dev/null; then
        pin=$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements/dev.lock)
        if python3 -m venv "$tools" > /dev/null 2>&1; then
            "$tools/bin/python" -m pip install -qq "$pin" >&2 || return 1
        else
            python3 -m pip install -qq --target "$tools" "$pin" >&2 || return 1
        fi
    fi
    find_uv
}

fetch_python() {
    uv=$(get_uv) || return 1
    "$uv" python install -q 3.13 2> /dev/null || return 1
    "$uv" python find --no-project 3.13
}

choose_python() {
    find_python && return 0
    if is_debian && ! find_uv > /dev/null && ! python3 -c 'import venv, ensurepip' > /dev/null 2>&1; then
        apt_install ' python3-venv'
        find_python && return 0
    fi
    say "No Python 3.12 or newer on this computer: fetching one."
    fetch_python || return 1
}

# --- .venv ---------------------------------------------------------------------------------------------------------

make_venv() {
    fits .venv/bin/python && return 0
    python=$(choose_python) \
        || stop "MoneyPool needs Python 3.12 or newer, and none could be found or fetched: install one from python.org or your package manager and run the same command again."
    say "Making .venv with $("$python" -V 2>&1)."
    "$python" -m venv --clear .venv
}

install_lock() {
    say "Installing the locked libraries of requirements/$kind.lock (the first time takes a minute or two)."
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
        -r "requirements/$kind.lock" \
        || stop "The libraries could not be fetched. What was fetched is kept; check the connection and run the same command again."
}

link_checkout() {
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$PWD" > "$site/moneypool-checkout.pth"
    for program in moneypool:moneypool_desktop moneypool-cli:moneypool_desktop.cli; do
        printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m %s "$@"\n' "$PWD" "${program#*:}" > ".venv/bin/${program%%:*}"
        chmod +x ".venv/bin/${program%%:*}"
    done
}

# a start reads hundreds of modules: compiled it takes half as long, whatever pip and Python are told about bytecode
compile() { .venv/bin/python -W ignore -m compileall -qq -j 0 .venv/lib moneypool_desktop || true; }

if is_debian; then
    missing=$(missing_libraries)
    [ -z "$missing" ] || apt_install "$missing"
fi
if ! ready; then
    make_venv
    install_lock
    link_checkout
    compile
    stamp_of "$kind" > ".venv/.stamp-$kind"
fi
