"""The API's documentation page, made from its own OpenAPI description: no script, nothing fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
    trim_blocks=True,
    lstrip_blocks=True,
)


def documentation_page(openapi: dict[str, Any]) -> HTMLResponse:
    """Every operation with its parameters, body, answers and the shapes they use."""
    operations = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
    shapes = openapi.get("components", {}).get("schemas", {})
    return HTMLResponse(
        _templates.get_template("documentation.html").render(
            info=openapi["info"], operations=operations, shapes=shapes, type_of=type_of, shape_in=shape_in
        )
    )


def truthful(openapi: dict[str, Any]) -> dict[str, Any]:
    """The description without the 422 that FastAPI adds to every operation: what is not of the documented form gets 400 here."""
    for methods in openapi["paths"].values():
        for operation in methods.values():
            operation["responses"].pop("422", None)
    shapes = openapi.get("components", {}).get("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        shapes.pop(name, None)
    return openapi


def type_of(schema: dict[str, Any]) -> str:
    """A schema's type in words: `MessageShape`, `list of ChoiceShape`, `string or null`, `"json" or "markdown"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(type_of(option) for option in schema["anyOf"]))
    if "enum" in schema:
        return " or ".join(f'"{value}"' for value in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if schema.get("type") == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    return str(schema.get("type", "any"))


def shape_in(schema: dict[str, Any]) -> str | None:
    """The shape that a schema names, itself, as its items or as one of its options; None where it names none."""
    if "$ref" in schema:
        return type_of(schema)
    inner = [schema["items"]] if "items" in schema else schema.get("anyOf", [])
    return next((found for found in map(shape_in, inner) if found is not None), None)
