"""What the program says around the guides."""

from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.guides import CommandReplies
from bot.guides.marked_yaml import read_marked
from bot.guides.replies import DATA, SAYINGS

REPLIES = CommandReplies.load()
SLOTS = {
    "title": "Someone I lean on",
    "person": "your father",
    "first": "your mother",
    "line": "You can rely on your sister.",
    "command": "stop",
    "age": "18",
    "days": "365",
    "plan": "ask him",
    "expected": "he says no",
    "happened": "he said yes",
    "sure": " (7 out of 10 sure)",
    "closed_days": "30",
}


@pytest.mark.parametrize("key", sorted(SAYINGS))
def test_every_saying_in_every_variant(key: str) -> None:
    slots = {name: SLOTS[name] for name in SAYINGS[key]}
    variants = {REPLIES.say(key, seed=seed, **slots) for seed in range(6)}
    for paragraphs in variants:
        assert paragraphs
        for text in paragraphs:
            assert text == text.strip()
            assert text
            assert "{" not in text
            assert "!" not in text
            assert all(ord(char) < 0x2190 for char in text)
            assert "I feel" not in text
            assert "sorry" not in text.casefold()


@pytest.mark.parametrize(
    "key", ["skipped", "paused", "resumed", "thanks", "choose", "misread", "welcome_back", "delayed", "all_right"]
)
def test_what_comes_up_often_varies(key: str) -> None:
    slots = {name: SLOTS[name] for name in SAYINGS[key]}
    assert len({REPLIES.say(key, seed=seed, **slots) for seed in range(6)}) >= 2


def test_a_slot_holds_what_was_given_even_with_braces() -> None:
    assert "{title}" in REPLIES.say("welcome_back", title="{title}")[0]


def test_unknown_saying_and_missing_slot_are_programming_errors() -> None:
    with pytest.raises(KeyError):
        REPLIES.say("nothing")
    with pytest.raises(KeyError):
        REPLIES.say("welcome_back")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("thanks:", "thx:", "the saying thanks is missing", id="missing"),
        pytest.param("thanks:", "thx:", "thx: there is no such saying", id="unknown"),
        pytest.param("  - You are welcome.", "  - You are welcome!", "no exclamation marks", id="exclamation"),
        pytest.param("  - You are welcome.", "  - You are welcome, {name}.", "there is no slot {name}", id="slot"),
        pytest.param("  - You are welcome.", "  - 5", "a text or a list of texts", id="number"),
    ],
)
def test_mistakes_name_the_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "commands.yml"
    path.write_text(DATA.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SetUpError) as caught:
        CommandReplies.load(path)
    assert any(says in each and "commands.yml:" in each for each in caught.value.problems)


def test_the_first_words_say_what_this_is() -> None:
    said = " ".join(
        (*REPLIES.say("greeting"), *REPLIES.say("consent", age="18", days="365", closed_days="30"))
    ).casefold()
    for needed in ("program", "crisis", "watch", "365 days", "18", "stop", "delete", "not therapy"):
        assert needed in said


def test_the_file_holds_nothing_that_is_never_said() -> None:
    assert set(read_marked(DATA).values) == set(SAYINGS)
