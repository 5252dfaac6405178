"""The reference page of the HTTP API, made from its OpenAPI description: a heading for every route and every shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from bot.gateway.application import routed
from bot.gateway.documentation import shape_in, type_of

BEGINNING: Final = """# HTTP API

{description}

- **One answer to one message.** `?wait_s=20` waits for the reply; otherwise fetch it, or read the stream.
- **Errors** are `{{"error": "one sentence"}}`, listed in [errors](errors.md). `429` says in `Retry-After` how many seconds to wait.
- **Unknown fields are refused**, and no answer may be kept by a cache (`Cache-Control: no-store`) or read by another site's page.
- A running server shows the same at `/api/docs`, and for programs at `/api/openapi.json`. How to begin: [use the API](../how-to/use-the-api.md).

Made from the code by `attune reference`."""
OFTEN: Final = "Errors, which every route below `/api` but the last two may answer: 400, 401, 404, 409, 429, 503; with a body also 413, and 408 where it trickles in."


def api_page() -> str:
    """The whole page."""
    openapi = routed().openapi()
    shapes = openapi["components"]["schemas"]
    lines = [BEGINNING.format(description=openapi["info"]["description"]), "", "# Routes", "", OFTEN, ""]
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            lines += [*_route(f"{method.upper()} {path}", operation), ""]
    lines += ["# Shapes", ""]
    for name, shape in shapes.items():
        lines += [*_shape(name, shape), ""]
    return "\n".join(lines).rstrip() + "\n"


def _route(title: str, operation: dict[str, Any]) -> Iterator[str]:
    token = " Needs the conversation's token." if operation.get("security") else ""
    yield f"## {title}"
    yield ""
    yield f"{operation['summary']}.{token}".replace("?.", "?")
    given = [_parameter(each) for each in operation.get("parameters", []) if _is_telling(each)]
    body = operation.get("requestBody")
    if body is not None:
        optional = "" if body.get("required") else " (may be left out)"
        given.append(f"- Body: {_linked(_schema(body))}{optional}")
    answers = [_answer(status, each) for status, each in operation["responses"].items() if _is_own(each)]
    if given or answers:
        yield ""
        yield from given
        yield from answers


def _is_telling(parameter: dict[str, Any]) -> bool:
    """An id in the path needs no words."""
    return parameter["in"] != "path" or "enum" in parameter["schema"] or "minimum" in parameter["schema"]


def _parameter(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    words = [type_of(schema), *_limits(schema)]
    if schema.get("default") is not None:
        words.append(f"default {json.dumps(schema['default'])}".removesuffix(".0"))
    meaning = parameter.get("description") or ""
    return f"- `{parameter['name']}`{' in the query' if parameter['in'] == 'query' else ''}: {', '.join(words)}. {meaning}".rstrip()


def _limits(schema: dict[str, Any]) -> list[str]:
    """Bounds that somebody chose; the largest number that a database takes is none."""
    schema = next((each for each in schema.get("anyOf", []) if each.get("type") != "null"), schema)
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None and most < 2**31 - 1:
        return [f"{least:g} to {most:g}"]
    words = [] if least is None else [f"at least {least:g}"]
    return words if schema.get("maxLength") is None else [*words, f"at most {schema['maxLength']} characters"]


def _is_own(answer: dict[str, Any]) -> bool:
    """Not one of the errors that all have in common."""
    schema = _schema(answer)
    return schema is None or type_of(schema) != "ErrorShape"


def _answer(status: str, answer: dict[str, Any]) -> str:
    schema, kinds = _schema(answer), " or ".join(f"`{kind}`" for kind in answer.get("content", {}))
    words = answer["description"]
    if words == "Successful Response":
        words = HTTPStatus(int(status)).phrase
    if schema is not None and shape_in(schema):
        return f"- {status}: {_linked(schema)}"
    return f"- {status}: {words}{f' ({kinds})' if kinds else ''}"


def _schema(holder: dict[str, Any]) -> dict[str, Any] | None:
    content: dict[str, Any] = holder.get("content", {})
    return next((body["schema"] for body in content.values() if body.get("schema")), None)


def _linked(schema: dict[str, Any] | None) -> str:
    if schema is None:
        return "any"
    words, shape = type_of(schema), shape_in(schema)
    return words if shape is None else words.replace(shape, f"[{shape}](#{shape.lower()})").removesuffix(" or null")


def _shape(name: str, shape: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}"
    if shape.get("description"):
        yield ""
        yield " ".join(shape["description"].split())
    if shape.get("enum"):
        yield ""
        yield "One of " + ", ".join(f"`{value}`" for value in shape["enum"]) + "."
    fields: dict[str, Any] = shape.get("properties", {})
    if fields:
        yield ""
        yield from ("| field | type | meaning |", "|---|---|---|")
    for field, schema in fields.items():
        needed = "" if field in shape.get("required", []) else " (optional)"
        words = "; ".join([_linked_field(schema), *_limits(schema)])
        yield f"| `{field}`{needed} | {words} | {schema.get('description', '')} |".replace("  |", " |")


def _linked_field(schema: dict[str, Any]) -> str:
    shape = shape_in(schema)
    words = type_of(schema)
    return words if shape is None else words.replace(shape, f"[{shape}](#{shape.lower()})")
