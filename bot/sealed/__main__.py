"""Rasa's command line, sealed: `python -m bot.sealed run ...` is `rasa run ...` that leaves TensorFlow alone until it is needed.

Rasa imports `rasa.utils.train_utils`, and through it TensorFlow, for models that our configuration has none of: some 10 s
and 250 MB. The standard library's lazy loader puts that off until an attribute of the module is first used.
"""

from __future__ import annotations

import importlib.util
import sys

NEEDED_BY_TENSORFLOW_MODELS_ONLY = ("rasa.utils.train_utils",)


def load_lazily(name: str) -> None:
    """Makes the module `name` run when one of its attributes is first used (importlib documentation, Implementing lazy imports)."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


def main() -> None:
    """Runs Rasa with the arguments of this process."""
    for name in NEEDED_BY_TENSORFLOW_MODELS_ONLY:
        load_lazily(name)
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
