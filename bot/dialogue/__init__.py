"""The way to the sealed Rasa server: nothing else in Attune knows Rasa's HTTP."""

from __future__ import annotations

import sys
from importlib.util import find_spec

# What is None here counts as not there, without a look at the disk. Both are options of httpx, which tries for them.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # its own command, and with it two libraries
if find_spec("sniffio") is None:
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # looked for ten times a request
