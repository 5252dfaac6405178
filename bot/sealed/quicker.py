"""What Rasa does anew at every turn though it comes out the same, done once or not at all. Nothing is faked: the same results, sooner.

See docs/decisions/0025-rasa-made-quicker.md for what each costs. `lighter.py` is about starting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

MOST_ANSWERS_KNOWN = 16
KEEP_CONNECTION_S = 30.0  # well below the 75 s after which the actions close one that is idle


def make_turns_quicker() -> None:
    """Prepares this process for `rasa run`; after `lighter.py` has done its part."""
    plan_each_graph_once()
    mark_patterns_of_the_whole_message_only()
    put_features_side_by_side_once()
    keep_the_connection_to_the_actions()
    copy_nothing_for_the_log()
    look_once_whether_the_domain_is_empty()
    check_like_answers_once()


def plan_each_graph_once() -> None:
    """Runs the few parts of Rasa's graph one after another in an order found once, where dask finds it anew at every run."""
    from rasa.engine.exceptions import GraphRunError
    from rasa.engine.runner.dask import DaskGraphRunner

    def run(self: Any, inputs: dict[str, Any] | None = None, targets: Sequence[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        plans = self.__dict__.setdefault("_plans", {})
        if wanted not in plans:
            plans[wanted] = in_order(self._graph_schema.minimal_graph_schema(list(wanted)).nodes)
        made: dict[str, Any] = {}
        if inputs:
            self._add_inputs_to_graph(inputs, made)
        try:
            for name, needs in plans[wanted]:
                if name not in made:
                    made[name] = self._instantiated_nodes[name](*(made.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(made[name] for name in wanted)

    DaskGraphRunner.run = run


def in_order(nodes: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The nodes of a graph with what each needs, every node after those it needs. A need that is no node is an input."""
    ordered: dict[str, tuple[str, ...]] = {}

    def add(name: str) -> None:
        if name in nodes and name not in ordered:
            needs = tuple(nodes[name].needs.values())
            for need in needs:
                add(need)
            ordered[name] = needs

    for name in nodes:
        add(name)
    return list(ordered.items())


def mark_patterns_of_the_whole_message_only() -> None:
    """Leaves out which word each pattern touches, which only a model of single words would read; the message's own marks stay."""
    import numpy as np
    import scipy.sparse
    from rasa.nlu.constants import TOKENS_NAMES
    from rasa.nlu.featurizers.sparse_featurizer.regex_featurizer import RegexFeaturizer

    compiled = lru_cache(maxsize=None)(re.compile)

    def of_message(self: Any, message: Any, attribute: str) -> tuple[Any, Any]:
        text, tokens = message.get(attribute), message.get(TOKENS_NAMES[attribute], [])
        if not text or not tokens:
            return None, None
        flags = 0 if self.case_sensitive else re.IGNORECASE
        marks = np.zeros([1, len(self.known_patterns)])
        for number, pattern in enumerate(self.known_patterns):
            marks[0, number] = any(
                token.start < match.end() and token.end > match.start()
                for match in compiled(pattern["pattern"], flags).finditer(text)
                for token in tokens
            )
        return None, scipy.sparse.coo_matrix(marks)

    RegexFeaturizer._features_for_patterns = of_message


def put_features_side_by_side_once() -> None:
    """Makes the classifier's one row from all features at once, where Rasa joins them two by two, each time a new matrix."""
    import numpy as np
    from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
    from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
    from scipy.sparse import csr_matrix

    of_many: Callable[[Any, list[Any]], Any] = LogisticRegressionClassifier._create_X

    def of_one(self: Any, messages: list[Any]) -> Any:
        if len(messages) != 1:
            return of_many(self, messages)
        found = [f for f in messages[0].features if f.attribute == TEXT and f.type == FEATURE_TYPE_SENTENCE]
        if not found or not all(f.is_sparse() for f in found):
            return of_many(self, messages)
        parts = [f.features.tocoo(copy=False) for f in found]
        starts = np.cumsum([0, *(part.shape[1] for part in parts)])
        columns = np.concatenate([part.col + start for part, start in zip(parts, starts)])  # noqa: B905  Python 3.8 knows no strict
        values = np.concatenate([part.data for part in parts])
        return csr_matrix((values, columns, np.array([0, len(columns)])), shape=(1, int(starts[-1])))

    LogisticRegressionClassifier._create_X = of_one


def keep_the_connection_to_the_actions() -> None:
    """One connection is kept open, where Rasa opens a new one for every call of an action."""
    import aiohttp
    from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

    class Kept:
        """A session that leaving it does not close."""

        def __init__(self, session: aiohttp.ClientSession) -> None:
            self._session = session

        async def __aenter__(self) -> aiohttp.ClientSession:
            return self._session

        async def __aexit__(self, *_: object) -> None:
            return None

    new_session = EndpointConfig.session

    def session(self: Any) -> Any:
        if self.basic_auth:
            return new_session(self)
        kept = self.__dict__.get("_kept")
        if kept is None or kept.closed:
            kept = self.__dict__["_kept"] = aiohttp.ClientSession(
                headers=self.headers,
                timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
                connector=aiohttp.TCPConnector(keepalive_timeout=KEEP_CONNECTION_S),
            )
        return Kept(kept)

    EndpointConfig.session = session


def copy_nothing_for_the_log() -> None:
    """Leaves out deep copies of the message and of events, made for debug records that are not written.

    Two modules copy for nothing else: a test reads them.
    """
    import rasa.core.actions.forms
    import rasa.core.processor

    for module in (rasa.core.actions.forms, rasa.core.processor):
        module.copy = SimpleNamespace(deepcopy=lambda value: value)


def look_once_whether_the_domain_is_empty() -> None:
    """A served domain does not change, yet with every message Rasa makes an empty one and compares the two as a whole."""
    from rasa.shared.core.domain import Domain

    look: Callable[[Any], bool] = Domain.is_empty

    def is_empty(self: Any) -> bool:
        known = self.__dict__.get("_is_known_empty")
        if known is None:
            known = self.__dict__["_is_known_empty"] = look(self)
        return bool(known)

    Domain.is_empty = is_empty


def check_like_answers_once() -> None:
    """Our action answers every turn with the same words to the letter; what was found to fit Rasa's schema fits it again."""
    from rasa.core.actions.action import RemoteAction

    check: Callable[[Any, dict[str, Any]], bool] = RemoteAction._validate_action_result
    found_right: set[str] = set()

    def validate(self: Any, result: dict[str, Any]) -> bool:
        answer = json.dumps(result)
        if answer in found_right:
            return True
        is_right = check(self, result)
        if is_right and len(found_right) < MOST_ANSWERS_KNOWN:
            found_right.add(answer)
        return is_right

    RemoteAction._validate_action_result = validate
