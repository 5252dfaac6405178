"""Rasa's command line, sealed: `python -m bot.sealed run ...` is `rasa run ...` that leaves TensorFlow alone.

Our configuration has no TensorFlow model, yet Rasa imports TensorFlow to serve it, for some 10 s and 250 MB, on two ways:
a module of training helpers, and the graph by which the model was trained, whose checks know every classifier there is.
Neither is needed to serve. See docs/decisions/0023-no-tensorflow-when-serving.md.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from importlib.machinery import SourceFileLoader
from typing import Any

MODEL_READER = "skops.io"
TRAINING_HELPERS = "rasa.utils.train_utils"


def load_lazily(name: str) -> None:
    """Puts off running the module `name` until a name that it defines is first asked for (PEP 562)."""
    spec = importlib.util.find_spec(name)
    if spec is None or not isinstance(spec.loader, SourceFileLoader):
        return
    loader, module = spec.loader, importlib.util.module_from_spec(spec)
    code = loader.get_code(name)
    defined = frozenset(code.co_names if code else ())

    def load_now(attribute: str) -> Any:
        # Libraries that look for a name in every module there is (skops does) must not set it off.
        if attribute not in defined:
            raise AttributeError(attribute)
        del module.__getattr__
        loader.exec_module(module)
        return getattr(module, attribute)

    module.__getattr__ = load_now
    sys.modules[name] = module
    package, _, last = name.rpartition(".")
    setattr(sys.modules[package], last, module)


def leave_out_the_training_graph() -> None:
    """Lets Rasa read a model's metadata without the graph that trained it, which only training anew would use."""
    from rasa.engine.storage.storage import ModelMetadata

    read_all = ModelMetadata.from_dict.__func__

    def read_for_serving(cls: type[ModelMetadata], serialized: dict[str, Any]) -> ModelMetadata:
        return read_all(cls, {**serialized, "train_schema": {"nodes": {}}})

    ModelMetadata.from_dict = classmethod(read_for_serving)


def main() -> None:
    """Runs Rasa with the arguments of this process."""
    if sys.argv[1:2] == ["run"]:
        # It looks for some hundred names in every module there is: 1 s while they are few, 5 s once Rasa is there.
        importlib.import_module(MODEL_READER)
        load_lazily(TRAINING_HELPERS)
        leave_out_the_training_graph()
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
