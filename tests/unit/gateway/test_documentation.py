"""Types in words, and a page that is safe whatever a description holds."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.documentation import documentation_page, truthful, type_of


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"$ref": "#/components/schemas/MessageShape"}, "MessageShape"),
        ({"type": "array", "items": {"$ref": "#/x/ChoiceShape"}}, "list of ChoiceShape"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"anyOf": [{"type": "string"}, {"type": "string", "format": "x"}]}, "string"),
        ({"enum": ["json", "markdown"]}, '"json" or "markdown"'),
        ({"const": "en", "type": "string"}, '"en"'),
        ({}, "any"),
    ],
)
def test_a_type_in_words(schema: dict[str, Any], words: str) -> None:
    assert type_of(schema) == words


def test_descriptions_are_text_not_markup() -> None:
    page = documentation_page({"info": {"title": "<b>x</b>", "description": "a & b"}, "paths": {}})
    assert b"<b>" not in page.body
    assert b"a &amp; b" in page.body


def test_a_status_that_is_never_given_is_left_out() -> None:
    described = {"paths": {"/x": {"get": {"responses": {"200": {}, "422": {}}}}}}
    assert truthful(described)["paths"]["/x"]["get"]["responses"] == {"200": {}}
