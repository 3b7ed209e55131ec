# Every command sets up what it needs and does nothing twice.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/ready
PAGES := examples/pages
BOOK := --codebook examples/codebook
TESTS := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
TWO := $(PAGES)/harbour-courier-2019-03-06.html $(PAGES)/northern-standard-2019-03-06.txt

.PHONY: help setup demo serve test check lint format docs gate bench lock clean

help: ## Show this list
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

setup: $(READY) ## Build .venv with all it needs, pinned by hash, and the command .venv/bin/detente

$(READY): pyproject.toml requirements.txt requirements-dev.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed: install it, or name it (make setup PYTHON=/path/to/python3.11)" >&2; exit 1; }
	@echo "Setting up .venv with $(PYTHON) (some minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install -qq --no-compile --require-hashes --only-binary :all: -r requirements.txt -r requirements-dev.txt
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## Read the invented crisis in examples/ and lay two accounts of it side by side
	$(BIN)/detente read $(PAGES) $(BOOK) --kinds meeting --format table
	$(BIN)/detente compare $(TWO) $(BOOK)

serve: $(READY) ## The same crisis in a browser: a ledger in .venv/crisis.db, served on this machine
	$(BIN)/detente read $(PAGES) $(BOOK) --ledger .venv/crisis.db
	$(BIN)/detente serve .venv/crisis.db

test: $(READY) ## Run the tests
	@$(TESTS)

check: lint gate test ## All that must hold before a change lands: format, lint, types, docs current, gate, tests

lint: $(READY) ## Format, lint, types, and whether the generated pages of docs/ are current
	@$(BIN)/ruff format --check . || { echo "mend with: make format" >&2; exit 1; }
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python scripts/make_docs.py --check

format: $(READY) ## Lay out the code and mend what ruff can mend
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

docs: $(READY) ## Write the generated pages of docs/ anew
	@$(BIN)/python scripts/make_docs.py

gate: $(READY) ## Score against the gold in DETENTE_SHARED and compare with benchmarks/floors.json
	@$(BIN)/python benchmarks/gate.py

bench: $(READY) ## Measure speed and memory
	@$(BIN)/python benchmarks/speed.py

lock: ## Pin anew what pyproject.toml asks for (needs uv)
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet $(UPGRADE) -o requirements.txt
	@uv pip compile --group dev -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet $(UPGRADE) -o requirements-dev.txt

clean: ## Take away .venv and all that is made
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
