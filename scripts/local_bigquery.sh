#!/usr/bin/env bash
# Puts a BigQuery for tests (PyPI local-bigquery) into a folder of the user's cache and prints the folder.
# Does nothing where it stands already. Needs Python 3.13, here only: the bot runs without.
set -euo pipefail

VERSION=0.3.2
DUCKDB=1.5.5
HOME_OF_IT="${XDG_CACHE_HOME:-$HOME/.cache}/tidings/local-bigquery-$VERSION"

if [ ! -f "$HOME_OF_IT/ready" ]; then
    python=""
    # A shim of pyenv is on the PATH even where it has nothing to run.
    for candidate in "$(command -v python3.13 || true)" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3.13; do
        if "$candidate" --version >/dev/null 2>&1; then python=$candidate; fi
    done
    if [ -z "$python" ]; then
        echo "local-bigquery needs Python 3.13, which is neither on the PATH nor among pyenv's versions" >&2
        exit 1
    fi
    rm -rf "$HOME_OF_IT"
    mkdir -p "$HOME_OF_IT"
    "$python" -m venv "$HOME_OF_IT/venv"
    # DuckDB's extensions come from PyPI: the emulator would fetch them from DuckDB's own server.
    "$HOME_OF_IT/venv/bin/pip" install --quiet --disable-pip-version-check "local-bigquery==$VERSION" \
        "duckdb==$DUCKDB" "duckdb-extension-icu==$DUCKDB" "duckdb-extension-ducklake==$DUCKDB" \
        "duckdb-extension-spatial==$DUCKDB" >&2
    for built in "$HOME_OF_IT"/venv/lib/python3.13/site-packages/duckdb_extension_*/extensions/*/*.duckdb_extension; do
        platform=$("$HOME_OF_IT/venv/bin/python" -c "import duckdb; print(duckdb.sql('PRAGMA platform').fetchone()[0])")
        target="$HOME_OF_IT/home/.duckdb/extensions/v$DUCKDB/$platform"
        mkdir -p "$target"
        cp "$built" "$target/"
    done
    touch "$HOME_OF_IT/ready"
fi
echo "$HOME_OF_IT"
