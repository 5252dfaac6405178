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
    r"why did you|why didn't you|anxious attachment|selfish|"
    # No rescue and no secrecy promised, no feeling claimed, nobody praised for telling.
    r"in confidence|vertraulich|confidencial\b|safe with me|I'm not going anywhere|look for someone for you|you will be (fine|all right|okay)|"
    r"not in trouble|keinen Ärger|no vas a tener problemas|I'm glad|I'm proud|I care about|I love|I understand how|mich freut|me alegra|brave|courage",
    re.IGNORECASE,
)


@pytest.mark.parametrize("country", [None, "GB"])
@pytest.mark.parametrize(("language", "wording"), WORDINGS)
def test_every_sentence_begins_with_a_capital_whatever_is_filled_in(
    language: str, wording: Wording, country: str | None
) -> None:
    reply = BOOK.reply(wording, BOOK.words(language), country=country, purpose="crisis")
    assert not [one for one in reply.paragraphs if re.search(r"(^|[.!?] )[a-zäöüñ]", re.sub(r"\n• .*", "", one))]


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


@pytest.mark.parametrize(
    "path",
    [
        "self-acute",
        "self-concern",
        "self-harm",
        "self-means",
        "self-retracted",
        "self-unsure",
        "self-yes",
        "watch-worse",
        "self-concern-again",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_risk_to_oneself_names_lines_by_phone_and_in_writing(language: str, path: str) -> None:
    words = BOOK.words(language)
    for wording in words.wordings[path]:
        text = BOOK.reply(wording, words, country="GB", purpose="crisis").text
        assert "116 123" in text
        assert "85258" in text


def test_nothing_is_said_of_hours_that_each_line_says_for_itself() -> None:
    for language in LANGUAGES:
        words = BOOK.words(language)
        said = " ".join(
            one for variants in words.wordings.values() for v in variants for one in v.paragraphs if "{lines}" in one
        )
        assert not re.search(
            r"at any hour|day and night|zu jeder Stunde|Tag und Nacht|a cualquier hora", said + words.in_sight
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_may_be_watched_is_not_told_that_the_page_keeps_their_place(language: str) -> None:
    """The page forgets when it is closed: "nothing is lost, come back" would be untrue for most."""
    for path, variants in BOOK.words(language).wordings.items():
        if path.startswith("from_someone"):
            said = " ".join(one for v in variants for one in v.paragraphs)
            assert not re.search(
                r"nothing is lost|come back|nichts geht verloren|wiederkommen|no se pierde|volver\.", said, re.I
            )


@pytest.mark.parametrize("path", ["from_someone-acute", "from_someone-throat", "from_someone-concern"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_typing_is_safe_comes_before_anything_that_betrays_the_talk(language: str, path: str) -> None:
    for wording in BOOK.words(language).wordings[path]:
        if wording.awaits == "typing":
            assert "?" in wording.paragraphs[0]
            assert "{lines}" not in wording.paragraphs[0]


TOLD_AGAIN = (
    "self-acute", "self-acute-unsafe", "self-unsure", "self-acute-safe", "self-present", "self-concern", "self-concern-again",
    "self-harm", "self-means", "self-yes", "self-sometimes", "self-no", "self-no-answer", "self-objects", "self-taken-back",
    "watch", "watch-better", "watch-worse", "from_someone-acute", "from_someone-throat", "from_someone-concern", "from_someone-watch",
    "from_someone-info", "from_someone-present", "from_someone-not-safe", "to_others-acute", "to_others-concern", "to_others-present",
    "child-acute", "child-concern", "someone-acute", "someone-concern", "past_harm", "bereaved", "attempt-history",
    "asks-program", "asks-tell", "not-your-fault",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_be_told_again_is_never_met_with_a_copy(language: str) -> None:
    for path in TOLD_AGAIN:
        said = [wording.paragraphs for wording in BOOK.words(language).wordings[path]]
        assert len(said) >= 2, path
        assert len(set(said)) == len(said), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_near_somebody_in_danger_of_themselves_only_a_trusted_person_is_named(language: str) -> None:
    trusted = {"en": "someone you trust", "de": "dem du vertraust", "es": "en quien conf"}[language]
    for path in ("self-acute", "self-yes"):
        assert trusted in " ".join(BOOK.words(language).wordings[path][0].paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_means_is_not_answered_and_distance_is_asked_for(language: str) -> None:
    distance = {"en": "distance", "de": "Abstand", "es": "distancia"}[language]
    assert distance in " ".join(BOOK.words(language).wordings["self-means"][0].paragraphs)


@pytest.mark.parametrize("path", ["asks-program", "asks-tell"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_says_what_it_is_and_promises_no_secrecy(language: str, path: str) -> None:
    said = " ".join(BOOK.words(language).wordings[path][0].paragraphs)
    assert {"en": "a program", "de": "ein Programm", "es": "un programa"}[language] in said
    if path == "asks-tell":
        assert {"en": "can't promise", "de": "kann ich nicht versprechen", "es": "no puedo prometer"}[language] in said


@pytest.mark.parametrize("path", ["self-concern", "self-harm", "self-means", "watch-worse", "self-retracted"])
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
        (("{emergency} is there at", "{emergencies} is there at"), "unknown field {emergencies}"),
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
