"""spaCy without its command line, which `import spacy` brings along: a second of start, 20 MB, and an HTTP client that nobody needs."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_COMMANDS: Final = "spacy.cli"
_INFO: Final = "spacy.cli.info"


def leave_out_spacys_commands() -> None:
    """Puts off importing spaCy's commands until the one of them that spaCy itself names is called. Must come before `import spacy`."""
    if "spacy" in sys.modules:
        return  # too late, or `python -m spacy`, which needs them
    commands, info = ModuleType(_COMMANDS), ModuleType(_INFO)
    commands.__path__ = []  # a package without modules

    def call_the_real_one(*args: Any, **kwargs: Any) -> Any:
        for name, stand_in in ((_INFO, info), (_COMMANDS, commands)):
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
        return import_module(_INFO).info(*args, **kwargs)

    info.info = call_the_real_one  # type: ignore[attr-defined]
    sys.modules[_COMMANDS], sys.modules[_INFO] = commands, info
