"""`python -m bot.cli` is `attune`."""

from bot.cli import main

main()
