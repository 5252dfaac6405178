"""spaCy comes without its command line, and still has it for who asks."""

from __future__ import annotations

import json
import subprocess
import sys

from bot.dialogue.process import ROOT

LOOK = """
import json, sys
import bot.language
first = "spacy.cli.download" in sys.modules
import spacy
about = spacy.info(silent=True)
print(json.dumps([first, about["spacy_version"], "spacy.cli.download" in sys.modules]))
"""


def test_the_commands_come_when_one_is_called() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, capture_output=True, text=True, check=True)
    was_there, version, is_there = json.loads(done.stdout)
    assert not was_there
    assert version
    assert is_there
