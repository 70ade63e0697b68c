#!/usr/bin/env bash
# The demonstration: a made-up news world, four questions that it answers, and what to type next.
set -euo pipefail

python -m bot sample
python -m bot demo --charts demo

cat <<EOT

What to type next
  make serve                              the whole bot in a page like Slack: http://127.0.0.1:8080/
  make real                               real news of the last six hours, and what to ask of it
  source .venv/bin/activate
  python -m bot examples                  more questions that this news answers
  python -m bot ask "housing last 60 days" --chart housing.png
EOT

if [ -t 0 ] && [ -t 1 ] && [ -z "${CI:-}" ]; then
  echo
  python -m bot serve --open
fi
