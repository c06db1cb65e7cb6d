# `make` alone lists what there is. Everything lands in .venv, node_modules and the two built/ folders; data in var/.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run build check test bench clean node

PY := .venv/bin/python
# Browser tests wait a good part of their time, so one worker more than a small machine has cores.
WORKERS ?= 3
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --requirement
WIDGET := backend/embed/built/manifest.json
CONSOLE := backend/console/built/manifest.json
# Folders are named too, so that a deleted file counts as a change.
WIDGET_SOURCES := $(shell find widget \( -type f -o -type d \) ! -name '.*' 2>/dev/null)
CONSOLE_SOURCES := $(shell find backend/console \( -name built -o -name __pycache__ \) -prune -o \
	! -name '*.py' ! -name '.*' ! -path backend/console -print 2>/dev/null)

help: ## List the commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: .venv/.run $(WIDGET) $(CONSOLE) ## Start the server and the worker; prints the address and, at first, a sign-in link
	@exec $(PY) -m flask serve

build: $(WIDGET) $(CONSOLE) ## Build the widget and the console; fails when a size budget is broken

check: .venv/.dev node_modules/.installed | node ## Check style and types without running anything
	@echo "· Checking Python: ruff, mypy"
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { echo "✗ Not formatted. Say: $(PY) -m ruff format" >&2; exit 1; }
	@$(PY) -m mypy --no-error-summary
	@echo "· Checking TypeScript: tsc"
	@.ci/node npm run --silent check

test: check build ## Check, then run every test on SQLite and PostgreSQL; ARGS="-k inbox" runs some
	@.ci/chromium
	@$(PY) -m pytest -q --numprocesses $(WORKERS) --dist loadfile $(ARGS)

bench: .venv/.dev build ## Run the benchmarks, each with its claim and its figure; ARGS=intake runs some
	@$(PY) -m tests.benchmarks $(ARGS)

clean: ## Remove all that make made; your data in var/ stays
	rm -rf .venv node_modules backend/embed/built backend/console/built .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@.ci/venv

.venv/.run: requirements.txt | $(PY)
	@.ci/say "Installing Python packages" "Is the package index within reach?" $(PIP) requirements.txt
	@touch $@

# One pip at a time: two in one environment break each other, and make -j would start .run, node and .dev together.
.venv/.dev: requirements-dev.txt .venv/.run | node
	@.ci/say "Installing Python packages for the tests" "Is the package index within reach?" $(PIP) requirements-dev.txt
	@touch $@

node: | .venv/.run
	@.ci/node

node_modules/.installed: package-lock.json .npmrc | node
	@.ci/say "Installing JavaScript packages" "Is the npm registry within reach?" .ci/node npm ci --no-audit --no-fund
	@touch $@

$(WIDGET): $(WIDGET_SOURCES) node_modules/.installed | node
	@echo "· Building the widget"
	@.ci/node node widget/build.mjs
	@test -s $@ && touch $@

$(CONSOLE): $(CONSOLE_SOURCES) node_modules/.installed | node
	@echo "· Building the console"
	@.ci/node node backend/console/build.mjs
	@test -s $@ && touch $@
