# `make demo` and `make test` are all there is to know. Each makes a .venv of its own first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types unit bench lock clean

demo: $(VENV)/.installed
	$(BIN)/fusionanno demo -o demo

test: lint types unit

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tested
	$(BIN)/mypy

unit: $(VENV)/.tested
	$(BIN)/pytest -q -n auto --dist loadfile

bench: $(VENV)/.tested
	$(BIN)/python benchmarks/bench_start.py

# What CI installs, pinned; remade by hand when a dependency is to move.
lock: $(VENV)/.tested
	$(BIN)/pip freeze --exclude-editable > requirements.lock

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; say make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.tested: $(VENV)/.installed requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info demo
