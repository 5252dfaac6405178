"""Rasa's command line, sealed: `python -m bot.sealed run ...` is `rasa run ...` with a lighter start and lighter turns.

`python -m bot.sealed recognise MODEL` asks a trained model what it recognises, for measuring (bot/sealed/recognise.py).
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs Rasa with the arguments of this process."""
    if sys.argv[1:2] in (["run"], ["recognise"]):
        from bot.sealed.lighter import make_serving_lighter
        from bot.sealed.quicker import make_turns_quicker

        make_serving_lighter()
        make_turns_quicker()
    if sys.argv[1:2] == ["recognise"]:
        from bot.sealed.recognise import main as recognise

        recognise(sys.argv[2])
        return
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
