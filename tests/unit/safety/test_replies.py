"""The fixed words: complete in every language, and never what safety forbids."""

import re
from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.safety import Helplines
from bot.safety.replies import REPLIES_DIR, ReplyBook, Wording
from bot.working_model.dialogue import ReplyKind

LANGUAGES = ("de", "en", "es")
BOOK = ReplyBook.load(helplines=Helplines.load())
WORDINGS = [
    pytest.param(language, wording, id=f"{language}:{wording.id}")
    for language in LANGUAGES
    for variants in BOOK.words(language).wordings.values()
    for wording in variants
]
# Ways of dying are named nowhere; "anything you might use" is as near as it gets.
METHODS = re.compile(
    r"\b(pills?|tablets?|overdos\w*|gun|guns|shoot\w*|rope|noose|hang(ing)?|blade|razor|knife|knives|bridge|train|jump\w*|poison|bleach|"
    r"Tabletten?|Pillen?|Waffe|Strick|erhäng\w*|Messer|Brücke|Zug|spring\w*|pastillas?|pistola|soga|cuchillo|puente|saltar)\b",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"promise me|versprich mir|prométeme|you only need me|diagnos|disorder|at least you|it could be worse|calm down|your fault\?|"
    r"why did you|why didn't you|anxious attachment|selfish",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("language", "wording"), WORDINGS)
def test_no_method_and_nothing_forbidden(language: str, wording: Wording) -> None:
    text = " ".join(wording.paragraphs)
    assert not METHODS.search(text)
    assert not NEVER.search(text)


@pytest.mark.parametrize(("language", "wording"), WORDINGS)
@pytest.mark.parametrize("country", ["GB", "MX", None])
def test_every_wording_can_be_filled(language: str, wording: Wording, country: str | None) -> None:
    reply = BOOK.reply(wording, BOOK.words(language), country=country, purpose="crisis")
    assert reply.kind is ReplyKind.SAFETY
    assert not re.search(r"[{}]", reply.text)
    assert all(paragraph.strip() for paragraph in reply.paragraphs)


@pytest.mark.parametrize(("language", "wording"), WORDINGS)
def test_a_reply_is_a_turn_of_talk_and_no_wall(language: str, wording: Wording) -> None:
    assert len(wording.paragraphs) <= 4
    assert len(" ".join(wording.paragraphs)) <= 900


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_from_someone_is_told_neither_to_leave_nor_to_confront_nor_to_be_with_someone(language: str) -> None:
    words = BOOK.words(language)
    said = " ".join(
        one
        for path, variants in words.wordings.items()
        if path.startswith("from_someone")
        for v in variants
        for one in v.paragraphs
    )
    assert not re.search(
        r"\b(leave (him|her|them)|you (should|must|need to) leave|confront|be with someone|stand up to)\b",
        said,
        re.IGNORECASE,
    )
    assert not re.search(
        r"\b(verlass (ihn|sie)|du (solltest|musst) gehen|déja(lo|la)|deberías (irte|dejarlo))\b", said, re.IGNORECASE
    )


@pytest.mark.parametrize("path", ["from_someone-acute", "from_someone-throat"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_from_someone_asks_first_whether_typing_is_safe(language: str, path: str) -> None:
    for wording in BOOK.words(language).wordings[path]:
        assert wording.awaits == "typing"
        assert "?" in wording.paragraphs[0]


@pytest.mark.parametrize("path", ["self-acute", "self-concern", "self-yes", "watch-worse", "self-concern-again"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_risk_to_oneself_names_lines_by_phone_and_in_writing(language: str, path: str) -> None:
    words = BOOK.words(language)
    for wording in words.wordings[path]:
        text = BOOK.reply(wording, words, country="GB", purpose="crisis").text
        assert "116 123" in text
        assert "85258" in text


@pytest.mark.parametrize("path", ["self-concern", "watch-worse", "self-retracted"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_direct_question_is_one_question(language: str, path: str) -> None:
    for wording in BOOK.words(language).wordings[path]:
        assert " ".join(wording.paragraphs).count("?") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_verdict_nothing_is_asked(language: str) -> None:
    for wording in BOOK.words(language).wordings["no-verdict"]:
        assert "?" not in " ".join(wording.paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_past_is_believed_and_no_detail_asked_for(language: str) -> None:
    for wording in BOOK.words(language).wordings["past_harm"]:
        assert {"safety-minute", "safety-pause", "safety-go-on"} <= {choice.id for choice in wording.choices}
    assert "safety-keep" in {choice.id for choice in BOOK.words(language).wordings["past_harm"][0].choices}


@pytest.mark.parametrize(
    ("language", "expected"), [("de-AT", "de"), ("EN", "en"), ("fr", "en"), (None, "en"), ("", "en")]
)
def test_a_language_without_words_of_its_own_gets_english(language: str | None, expected: str) -> None:
    assert BOOK.words(language).language == expected


def test_a_path_missing_in_a_language_is_named(tmp_path: Path) -> None:
    english = (REPLIES_DIR / "en.yml").read_text()
    (tmp_path / "en.yml").write_text(english)
    (tmp_path / "xx.yml").write_text(english.replace("  grounding:\n", "  resting:\n"))
    with pytest.raises(SetUpError) as raised:
        ReplyBook.load(tmp_path, helplines=Helplines.load())
    assert raised.value.problems == ("xx.yml: has no grounding",)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("{emergency} is there", "{emergencies} is there"), "unknown field {emergencies}"),
        (("awaits: check", "awaits: tea"), "unknown awaits tea"),
        (("choices: [minute", "choices: [hour"), "unknown choice hour"),
    ],
)
def test_a_mistake_in_the_words_is_named(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    english = (REPLIES_DIR / "en.yml").read_text()
    assert change[0] in english
    (tmp_path / "en.yml").write_text(english.replace(*change))
    with pytest.raises(SetUpError) as raised:
        ReplyBook.load(tmp_path, helplines=Helplines.load())
    assert any(complaint in problem for problem in raised.value.problems)
