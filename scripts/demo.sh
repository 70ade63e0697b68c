#!/usr/bin/env bash
# The demonstration: the same commands that a person would type, one after the other.
set -euo pipefail
charts=demo
mkdir -p "$charts"
number=0

ask() {
  number=$((number + 1))
  printf '\n\033[1m$ python -m bot ask "%s"\033[0m\n\n' "$1"
  python -m bot ask "$1" --chart "$charts/$number-$2.png"
}

python -m bot sample
ask "sentiment on inflation last 60 days" one-topic
ask "compare the Riksbank and the European Central Bank" comparison
ask "how much coverage did the Riksbank get in the last 30 days?" event
ask "latest articles about interest rates" articles

cat <<EOT

The charts are in $PWD/$charts/.

What to type next (after: source .venv/bin/activate)
  the whole bot       make serve, and open http://127.0.0.1:8080/: channels, threads, buttons, digests
  your own question   python -m bot ask "housing since last month" --chart housing.png
  real news           TIDINGS_DATA=.tidings-gdelt python -m bot ingest --feed --hours 6
                      TIDINGS_DATA=.tidings-gdelt python -m bot ask "inflation today"
  in Slack            README.md, "Install into a workspace"; then: python -m bot socket
EOT

if [ -t 0 ] && [ -t 1 ] && [ -z "${CI:-}" ]; then
  echo
  python -m bot serve --open
fi
