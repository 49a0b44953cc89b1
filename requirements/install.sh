#!/bin/sh
# Build .venv and install one lock into it, checked by hash: install.sh base|development
# Done again only when the lock or the Python has changed.
set -eu
cd "$(dirname "$0")/.."

lock=requirements/${1:-base}.txt
[ -f "$lock" ] || { echo "There is no $lock." >&2; exit 1; }
stamp=.venv/.installed-${1:-base}
in_venv=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

# A Python that really runs (a shim that only prints an error does not) and is ours.
suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
        >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3}; do
        if suits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "Footnote needs Python 3.11, 3.12, 3.13 or 3.14, and none of these runs here:" \
        "${PYTHON:-python3.13, python3.12, python3.11, python3.14, python3}."
}

version_of() { "$1" -c 'import sys; print(sys.version)' 2>/dev/null | tr '\n' ' '; }

# A pip that can install into another environment; old ones cannot.
find_pip() {
    for pip in "$1 -m pip" pip3 pip; do
        if $pip --python "$in_venv" --version >/dev/null 2>&1; then
            echo "$pip --python $in_venv"
            return
        fi
    done
    rm -rf .venv
    package=$("$1" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')
    stop "$1 comes without ensurepip, and there is no pip to use instead." \
        "Install one of them; on Debian and Ubuntu: apt install $package"
}

build_venv() {
    python=$(find_python)
    say "Building .venv with $python ($("$python" -c 'import platform; print(platform.python_version())'))"
    rm -rf .venv
    if "$python" -c 'import ensurepip' >/dev/null 2>&1 &&
        "$python" -m venv .venv >/dev/null 2>&1; then
        return
    fi
    rm -rf .venv
    "$python" -m venv --without-pip .venv ||
        stop "$python cannot build .venv; on Debian and Ubuntu: apt install python3-venv"
    find_pip "$python" >.venv/.pip
}

# One line that grows on a terminal; every tenth package elsewhere.
show_progress() {
    total=$(grep -c '^[a-z0-9]' "$lock")
    done_=0
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        case $line in
        Collecting* | Processing* | "Requirement already satisfied"*) done_=$((done_ + 1)) ;;
        *) continue ;;
        esac
        if [ -t 2 ]; then
            printf '\r  %s of about %s' "$done_" "$total" >&2
        elif [ $((done_ % 10)) -eq 0 ]; then
            say "  $done_ of about $total"
        fi
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

install() {
    pip="$in_venv -m pip"
    [ ! -f .venv/.pip ] || pip=$(cat .venv/.pip)
    log=.venv/install.log
    : >"$log"
    say "Installing $lock"
    {
        $pip install --require-hashes --only-binary :all: --no-input \
            --disable-pip-version-check --progress-bar off -r "$lock" 2>&1 </dev/null ||
            echo "pip failed"
    } | show_progress
    if grep -q '^pip failed$' "$log"; then
        sed -n '/^ERROR/,$p' "$log" | grep -v '^pip failed$' >&2 || cat "$log" >&2
        stop "The packages could not be installed; the lines above say why."
    fi
    say "Installed."
}

if [ -n "${PYTHON:-}" ] && suits "$in_venv"; then
    # A Python asked for by name wins over the one that .venv was built with.
    [ "$(version_of "$PYTHON")" = "$(version_of "$in_venv")" ] || rm -rf .venv
fi
# A system that moved on to another Python leaves .venv with the packages of the old.
whole() {
    suits "$in_venv" && [ -d ".venv/lib/$("$in_venv" -c \
        'import sys; print("python%d.%d" % sys.version_info[:2])')/site-packages" ]
}
whole || build_venv
wanted="$(version_of "$in_venv") $(cksum <"$lock")"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
    install
    printf '%s\n' "$wanted" >"$stamp"
fi
