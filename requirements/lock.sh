#!/bin/sh
# Resolve pyproject.toml into the three locks: universal, hashed, naming no index.
# Each stands on the one before, so that a laptop, a server and a test agree.
set -eu
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT INT TERM
sh requirements/install.sh base
.venv/bin/python -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv

compile() {
    "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}

compile pyproject.toml --output-file requirements/base.txt
compile pyproject.toml --extra production --constraint requirements/base.txt \
    --output-file requirements/production.txt
compile pyproject.toml --extra production --group test --group check \
    --constraint requirements/production.txt --output-file requirements/development.txt
if grep -n '://' requirements/*.txt; then
    echo "A lock names an address; it must not." >&2
    exit 1
fi
