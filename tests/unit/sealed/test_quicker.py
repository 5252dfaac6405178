"""What is done once instead of at every turn comes out the same."""

from __future__ import annotations

from types import SimpleNamespace

from bot.sealed.quicker import in_order
from tests.unit.sealed.conftest import InRasa


def _node(**needs: str) -> SimpleNamespace:
    return SimpleNamespace(needs=needs)


def test_every_part_comes_after_those_it_needs() -> None:
    nodes = {
        "classify": _node(messages="count"),
        "count": _node(messages="tokens", vocabulary="load"),
        "tokens": _node(messages="__message__"),
        "load": _node(),
    }
    ordered = [name for name, _ in in_order(nodes)]
    assert sorted(ordered) == sorted(nodes)
    assert ordered.index("tokens") < ordered.index("count") < ordered.index("classify")
    assert ordered.index("load") < ordered.index("count")


def test_a_need_that_is_no_part_is_an_input() -> None:
    assert in_order({"tokens": _node(messages="__message__")}) == [("tokens", ("__message__",))]


def test_rasa_copies_for_its_debug_records_alone(in_rasa: InRasa) -> None:
    """Where a release of Rasa copies for anything else, `copy_nothing_for_the_log` must go."""
    kept = in_rasa(
        """
import ast, inspect
import rasa.core.actions.forms, rasa.core.processor

result = []
for module in (rasa.core.actions.forms, rasa.core.processor):
    tree = ast.parse(inspect.getsource(module))
    for_the_log = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug":
            for_the_log |= set(map(id, ast.walk(call)))
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]
    result.append([len(uses), sum(id(node) not in for_the_log for node in uses)])
"""
    )
    assert all(uses > 0 and others == 0 for uses, others in kept), kept


def test_a_wrong_answer_is_refused_however_often_it_comes_and_a_right_one_is_taken(in_rasa: InRasa) -> None:
    taken = in_rasa(
        """
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from bot.sealed.lighter import check_the_answers_schema_once
from bot.sealed.quicker import check_like_answers_once

check_the_answers_schema_once()
check_like_answers_once()
action = RemoteAction("validate_reflection_form", None)
slot = {"event": "slot", "timestamp": None, "name": "answer", "value": None}
result = []
for answer in [{"events": [slot], "responses": []}, {"events": "none", "responses": []}, {"events": [{"event": 1}], "responses": []}] * 2:
    try:
        result.append(action._validate_action_result(answer))
    except Exception as error:
        result.append(type(error).__name__)
"""
    )
    assert taken[:3] == taken[3:]
    assert taken[0] is True
    assert taken[1] is not True
    assert taken[2] is not True


def test_an_empty_domain_is_empty_and_another_is_not(in_rasa: InRasa) -> None:
    assert in_rasa(
        """
from rasa.shared.core.domain import Domain
from bot.sealed.quicker import look_once_whether_the_domain_is_empty

look_once_whether_the_domain_is_empty()
full, empty = Domain.load("domain.yml"), Domain.empty()
result = [full.is_empty(), full.is_empty(), empty.is_empty(), empty.is_empty()]
"""
    ) == [False, False, True, True]
