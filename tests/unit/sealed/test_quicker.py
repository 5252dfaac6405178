"""The order in which the parts of Rasa's graph run."""

from __future__ import annotations

from types import SimpleNamespace

from bot.sealed.quicker import in_order


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
