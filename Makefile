# Two commands do everything on a machine with Python 3.11+ and make: `make run` and `make test`.
SHELL := /bin/sh
VENV ?= .venv
BIN := $(VENV)/bin
# The newest Python there is, 3.11 or later.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$name; break; }; done)

.PHONY: run test check lint data bench search-quality clean

run: $(VENV)/.installed
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BIN)/dftz; else exec $(BIN)/dftz overview; fi

test: $(VENV)/.tested lint
	$(BIN)/python tests/store/fetch_tinydb_suite.py
	$(BIN)/python -m pytest

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
