"""What Rasa does for nothing at every start and every turn, left out. Nothing is faked: each part still works when it is needed.

Our configuration has no TensorFlow model, yet Rasa imports TensorFlow to serve it, for some 10 s and 350 MB, on two ways: a
module of training helpers, and the graph by which the model was trained, whose checks know every classifier there is.
See docs/decisions/0023-rasa-made-lighter.md for what each costs.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from importlib.machinery import SourceFileLoader
from typing import Any

MODEL_READER = "skops.io"
TRAINING_HELPERS = "rasa.utils.train_utils"


def make_serving_lighter() -> None:
    """Prepares this process for `rasa run`. Must come before anything of Rasa is imported."""
    # It looks for some hundred names in every module there is: 1 s while they are few, 5 s once Rasa is there.
    importlib.import_module(MODEL_READER)
    load_lazily(TRAINING_HELPERS)
    leave_out_the_training_graph()
    check_the_answers_schema_once()
    count_words_of_the_whole_message_only()


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


def check_the_answers_schema_once() -> None:
    """Checks each answer of the actions against Rasa's schema as before, but no longer the schema itself with every answer."""
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def count_words_of_the_whole_message_only() -> None:
    """Leaves out the features of each single word, which only a TensorFlow model would read; the message's own stay the same."""
    from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer

    def of_messages(
        self: CountVectorsFeaturizer, attribute: str, all_tokens: list[list[str]]
    ) -> tuple[list[Any], list[Any]]:
        vectorizer = self.vectorizers.get(attribute)
        if not vectorizer:
            return [None], [None]
        counted = [vectorizer.transform([" ".join(tokens)]).tocoo() if tokens else None for tokens in all_tokens]
        return [None] * len(all_tokens), counted

    CountVectorsFeaturizer._create_features = of_messages
