# The two commands: make serve, make test. The others are for those who work on Attune.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test install lint train lock bench

serve:
	@$(PYTHON) deploy/prepare.py app rasa
	@exec $(BIN)/python -m bot.cli serve

install:
	@$(PYTHON) deploy/prepare.py dev rasa

test: install
	@$(BIN)/python -m bot.cli train
	@$(BIN)/python deploy/obtain.py
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest

lint:
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

train: install
	@$(BIN)/python -m bot.cli train

bench: install
	@$(BIN)/python -m bot.cli train
	@$(BIN)/python -m benchmarks

lock:
	@for n in app dev; do uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header requirements/$$n.in -o requirements/$$n.txt; done
	@uv pip compile --quiet --python-version 3.10 --universal --generate-hashes --no-emit-index-url --no-header requirements/rasa.in -o requirements/rasa.txt
