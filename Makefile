# Two commands do everything on a machine with Python 3.11+ and make: `make run` and `make test`.
SHELL := /bin/sh
VENV ?= .venv
BIN := $(VENV)/bin
# The newest Python there is, 3.11 or later.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$name; break; }; done)

.PHONY: run test tools check lint data bench search-quality readers pictures clean

run: $(VENV)/.installed
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BIN)/dftz; else exec $(BIN)/dftz overview; fi

test: $(VENV)/.tested lint | tools
	@# Once, and not again by each of the many processes that the tests start where Python keeps nothing.
	$(BIN)/python -m compileall -q dftzcli
	$(BIN)/python tests/store/fetch_tinydb_suite.py
	$(BIN)/python -m pytest

# What two tests drive the program with: a real terminal and a real browser. Nothing is done where both are there, and
# where they cannot be had the run goes on without those tests.
tools:
	@missing=; \
	command -v tmux >/dev/null || missing=" tmux"; \
	for name in chromium chromium-browser google-chrome none; do command -v $$name >/dev/null && break; done; \
	if [ $$name = none ]; then missing="$$missing chromium"; fi; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing for the tests:$$missing" >&2; \
		apt="apt-get -qq -o Acquire::http::Timeout=20 -o Acquire::Retries=1 -o DPkg::Lock::Timeout=60"; \
		$$apt update >&2; \
		if DEBIAN_FRONTEND=noninteractive $$apt install -y --no-install-recommends $$missing >&2; then exit 0; fi; \
		echo "they could not be installed" >&2; \
	fi; \
	echo "the tests that need them will be skipped, for want of:$$missing" >&2

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# After editing data/*.json: one form for every file, schemas, descriptor.
data: $(VENV)/.installed
	$(BIN)/python -m dftzcli.store.publishing data
	$(BIN)/dftz data validate data

bench: $(VENV)/.tested
	$(BIN)/python -m benchmarks

# How well search finds the judged questions, by style; --failures lists those of the tuning part.
search-quality: $(VENV)/.tested
	$(BIN)/python -m tests.search.quality

# Exports opened by the programs they are for: LibreOffice, Datasette, frictionless, pyarrow, Chromium.
readers: $(VENV)/.tested
	$(BIN)/python -m tests.readers

# The pictures of the README, from the real program; look at them before they are committed.
pictures: $(VENV)/.tested
	$(BIN)/python -m tests.tui.pictures

clean:
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis dist build

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "dftz needs Python 3.11 or later on the path" >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
