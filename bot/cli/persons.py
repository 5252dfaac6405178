"""What an operator does for one person who asked for it and said their id: print their two pages, erase them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bot.bootstrap import open_application
from bot.errors import InputError, NotFoundError
from bot.service.erase_person import erase_person
from bot.service.parts import Parts
from bot.service.print_pages import print_pages
from bot.settings import Settings
from bot.working_model.identity import PersonId


def print_person(
    settings: Settings, person: str, to: Path, *, days: tuple[date | None, date | None], unfold: bool = False
) -> None:
    """Writes the PDF where nothing is yet, for the owner's eyes alone (mode 600). Raises `InputError`, `NotFoundError`, `SetUpError`."""
    if to.exists():
        raise InputError(f"{to} is there already; name another file with --to.")
    first, last = days
    with _opened(settings) as parts:
        printed = print_pages(parts, PersonId(person), first=first, last=last, unfold=unfold)
    try:
        with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(printed)
    except OSError as error:
        problem = f"{to} cannot be written ({error.strerror})."
    else:
        print(f"Printed: {to}. A copy can't be recalled; delete the file when they have it.")
        return
    raise InputError(problem)


def erase_one(settings: Settings, person: str) -> None:
    """Erases the person, whether Attune runs or not. Raises `NotFoundError`, `SetUpError`, `StoreError`."""
    with _opened(settings) as parts:
        erase_person(parts, PersonId(person))
    print("Erased. Backups still hold it until they run out.")


@contextmanager
def _opened(settings: Settings) -> Iterator[Parts]:
    application = open_application(settings, reads=False, screens=False)
    try:
        yield application.parts
    except NotFoundError:
        raise NotFoundError("There is nobody with this id.") from None
    finally:
        application.close()
