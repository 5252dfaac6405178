"""Rasa's command line, sealed: `python -m bot.sealed run ...` is `rasa run ...` with a lighter start and lighter turns."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs Rasa with the arguments of this process."""
    if sys.argv[1:2] == ["run"]:
        from bot.sealed.lighter import make_serving_lighter

        make_serving_lighter()
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
