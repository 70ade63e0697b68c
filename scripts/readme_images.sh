#!/usr/bin/env bash
# Draws the charts of the README and the docs again, from sample data of a fixed day.
set -euo pipefail
cd "$(dirname "$0")/.."
export TIDINGS_DATA
TIDINGS_DATA=$(mktemp -d)
trap 'rm -rf "$TIDINGS_DATA"' EXIT
today=2026-11-20
mkdir -p docs/images
.venv/bin/python -m bot sample --today "$today"
mapfile -t questions < <(.venv/bin/python -m bot examples)
for number in 0 1 2; do
  names=(spike tone comparison)
  .venv/bin/python -m bot ask "${questions[number]}" --today "$today" --chart "docs/images/${names[number]}.png"
done
