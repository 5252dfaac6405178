"""The `attune` command: serve, talk, and batch work in JSON lines. One clear line for every foreseeable fault, no traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import logs, settings
from bot.errors import AttuneError, SetUpError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
T = TypeVar("T")
ANY_ID = {"ignore_unknown_options": True}  # one id in 64 begins with a hyphen


def loaded() -> settings.Settings:
    """The settings; `ATTUNE_SETTINGS` names a settings file."""
    file = os.environ.get("ATTUNE_SETTINGS")
    found = settings.load(file=Path(file) if file else None)
    logs.configure(found.log_level)
    return found


def main() -> None:
    """Runs the command line. Exit status 2: the installation or the input is not as it must be."""
    try:
        app(standalone_mode=True)
    except SetUpError as error:
        for problem in error.problems:
            print(f"attune: {problem}", file=sys.stderr)
        sys.exit(2)
    except AttuneError as error:
        print(f"attune: {error}", file=sys.stderr)
        sys.exit(1)


@app.command()
def serve() -> None:
    """Start everything and print one address; Ctrl-C stops it."""
    from bot.cli.serve import serve_all

    sys.exit(serve_all(loaded()))


@app.command(hidden=True)
def gateway() -> None:
    """Run the gateway process (the supervisor does)."""
    from bot.cli.processes import run_gateway

    run_gateway(loaded())


@app.command(hidden=True)
def actions() -> None:
    """Run the action server process (the supervisor does)."""
    from bot.cli.processes import run_actions

    run_actions(loaded())


@app.command()
def train() -> None:
    """Train the dialogue if its data changed since the last time."""
    from bot.cli.training import train_if_due

    train_if_due(force=False)


@app.command(hidden=True)
def reference() -> None:
    """Write the reference pages that are made from the code."""
    from bot.cli.reference import write_pages

    write_pages()


@app.command()
def talk(
    url: Annotated[str, typer.Option(help="Address of the running server; empty: the one of the settings.")] = "",
) -> None:
    """Hold a conversation in the terminal with the running server."""
    from bot.cli.talk import talk_with

    talk_with(url or loaded().public_url)


@app.command(name="copy-store")
def copy_store_(source: Annotated[str, typer.Argument(help="URL of the database to copy from.")]) -> None:
    """Take everything along from another database into the one that the settings name, which must be without people."""
    from bot.store import copy_store

    count = copy_store(source, loaded().store_url)
    print(f"Copied {count} {'person' if count == 1 else 'people'}. The old database is as it was.")


@app.command(name="print", context_settings=ANY_ID)
def print_(
    person: Annotated[str, typer.Argument(help="The person's id, as it stands in the data they downloaded.")],
    to: Annotated[Path, typer.Option(help="The file to write; never one that is there already.")] = Path("notes.pdf"),
    first: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The first day; left open, four weeks before the last."),
    ] = None,
    last: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day; left open, today.")] = None,
    unfold: Annotated[bool, typer.Option("--unfold", help="Print folded words too.")] = False,
) -> None:
    """Write somebody's summary of some days on two pages (PDF), because they asked you to."""
    from bot.cli.persons import print_person

    days = (first.date() if first else None, last.date() if last else None)
    print_person(loaded(), person, to, days=days, unfold=unfold)


@app.command(context_settings=ANY_ID)
def erase(
    person: Annotated[str, typer.Argument(help="The person's id, as it stands in the data they downloaded.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask once more.")] = False,
) -> None:
    """Erase a person for good: their key and every row, because they asked you to."""
    from bot.cli.persons import erase_one

    if not yes:
        typer.confirm("Everything of this person will be gone for good. Erase it?", abort=True)
    erase_one(loaded(), person)


@app.command()
def read() -> None:
    """Read statements: JSON lines in ({"id","text","asked"?}) and out."""
    from bot.language import read_lines

    _batch(read_lines)


@app.command()
def screen() -> None:
    """Screen for risk: JSON lines in ({"id","text"}) and out ({"id","level","rules"})."""
    from bot.safety.batch import screen_lines

    _batch(screen_lines)


@app.command(name="compile")
def compile_() -> None:
    """Compile working models from transcripts: JSON lines in ({"id","messages":[{"text","asked"?,"at"?}]}) and out."""
    from functools import partial

    from bot.language import reader
    from bot.working_model.batch import compile_lines

    _batch(partial(compile_lines, reader=reader()))


@app.command()
def simulate(
    people: Annotated[int, typer.Option(min=10, max=5000, help="How many people speak.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed, the same people.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Prove the working model on simulated people: recovery, coverage, false changes, cost."""
    import json

    from bot.simulation.run import simulate as run

    found = run(people=people, seed=seed)
    if as_json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        if name != "detail":
            print(f"{name}: {value}")


@app.command()
def evaluate(
    split: Annotated[str, typer.Option(help="train, dev or test.")] = "test",
    check: Annotated[bool, typer.Option("--check", help="Fail on a drop of more than a point.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write docs/reading.md.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="List what was read wrong (never for test).")] = False,
) -> None:
    """Measure the reader on a split of the corpus."""
    from bot.language.evaluate import evaluate_command

    sys.exit(evaluate_command(split=split, check=check, write_page=write, misses=misses))


@app.command(name="evaluate-safety")
def evaluate_safety_(write: Annotated[bool, typer.Option("--write", help="Write docs/safety.md.")] = False) -> None:
    """Measure the screen on the written sets: recall, false alarms, conversations, time."""
    from bot.dialogue.process import ROOT
    from bot.safety.evaluation import evaluate_safety
    from bot.safety.report import render
    from bot.safety.screen import RuleScreen

    blind = evaluate_safety("blind"), evaluate_safety("blind", set_up="rules alone", screen=RuleScreen())
    page = render(
        [*blind, *(evaluate_safety(half) for half in ("once-blind", "held-out", "independent", "development"))]
    )
    if write:
        (ROOT / "docs" / "safety.md").write_text(page, encoding="utf-8")
    else:
        print(page)


@app.command(name="evaluate-commands")
def evaluate_commands_(
    misses: Annotated[bool, typer.Option("--misses", help="List what was taken wrong.")] = False,
) -> None:
    """Measure on the labelled replies whether a command is told from an answer, with the trained dialogue."""
    from bot.cli.command_evaluation import evaluate_commands

    evaluate_commands(misses=misses)


def _batch(work: Callable[..., object]) -> None:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    work(sys.stdin, sys.stdout)
