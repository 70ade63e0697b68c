# `make demo` shows what Tidings does, `make test` proves it. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TIDINGS_DATA ?= .tidings
export TIDINGS_DATA

.PHONY: demo real serve cloud test lint lock audit bench soak dates serve-slack serve-worker serve-digest clean help

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The locks name every package with its hashes, so pip has nothing to find out and takes nothing else.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

$(VENV)/local: requirements-local.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Tidings needs Python 3.11 or newer; point to one with: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up the environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --require-hashes -r requirements-local.txt
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/runtime: requirements.txt $(VENV)/local
	@echo "Adding what the cloud and Google Trends need …"
	@$(INSTALL) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/development: requirements-dev.txt $(VENV)/runtime
	@echo "Adding the development tools …"
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(VENV)/local ## make up half a year of news, ask it four questions, draw the charts
	@PATH="$(BIN):$$PATH" bash scripts/demo.sh

real: $(VENV)/local ## real news of the last hours (HOURS=6) in a store of its own, and what to ask of it
	@PATH="$(BIN):$$PATH" bash scripts/real.sh $(or $(HOURS),6)

serve: $(VENV)/local ## the playground: the bot in a page like Slack, on loopback
	@$(BIN)/python -m bot serve

cloud: $(VENV)/runtime ## what BigQuery, the functions and Google Trends need besides

test: lint ## linters, types and all tests
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile

lint: $(VENV)/development ## ruff, mypy and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

lock: $(VENV)/development ## requirements*.txt anew from requirements*.in
	@for of in requirements requirements-dev requirements-local; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command "make lock" $$of.in --output-file $$of.txt || exit 1; done

audit: $(VENV)/development ## known vulnerabilities of the packages
	@$(BIN)/pip-audit --requirement requirements-dev.txt --require-hashes --disable-pip

bench: $(VENV)/development ## the figures of docs/performance.md
	@for script in $(filter-out %/machine.py,$(wildcard tests/benchmarks/*.py)); do echo "== $$script"; PYTHONPATH=. $(BIN)/python $$script || exit 1; done

serve-slack: $(VENV)/development ## the HTTP front on port 8080, between stand-ins: type what a person would
	@$(BIN)/python tests/serverless/local.py slack

serve-worker: $(VENV)/development ## the worker on port 8081, between stand-ins: type questions as tasks of the queue
	@$(BIN)/python tests/serverless/local.py worker

serve-digest: $(VENV)/development ## the timetable on port 8082, between stand-ins: type /digests, /alerts, /refresh
	@$(BIN)/python tests/serverless/local.py digest

dates: $(VENV)/development ## the tests that meet a clock, on more than forty dates
	@PYTHON=$(BIN)/python scripts/dates/dates.sh

soak: $(VENV)/development ## all that is killed at many moments, then a thousand questions to workers that are
	@$(BIN)/python -m pytest -q -m soak
	@$(BIN)/python tests/serverless/soak.py --questions 1000
	@$(BIN)/python tests/serverless/soak.py --questions 200 --firestore

clean: ## remove the environment and caches, never data
	rm -rf $(VENV) .import_linter_cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
