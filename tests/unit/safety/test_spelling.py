"""Spelling as people type it, brought back to one."""

import pytest

from bot.safety.rules import RuleBook


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("I don’t want to live", "i do not want to live"),
        ("i dont wanna live", "i do not want to live"),
        ("I'll kill myself", "i will kill myself"),
        ("ill kill myself", "i will kill myself"),
        ("I am mentally ill", "i am mentally ill"),
        ("gonna kill my self", "going to kill myself"),
        ("k i l l  m y s e l f", "kill myself"),
        ("k.y.s", "kill yourself"),
        ("killmyself", "kill myself"),
        ("iwanttodie", "i want to die"),
        ("#suicide", "suicide"),
        ("s u i c i d e", "suicide"),
        ("su1c1de", "suicide"),
        ("k*ll myself", "kill myself"),
        ("d!e", "die"),
        ("su\u200bici\u200dde", "suicide"),
        ("ｓｕｉｃｉｄｅ", "suicide"),
        ("ѕuісіdе", "suicide"),
        ("𝓼𝓾𝓲𝓬𝓲𝓭𝓮", "suicide"),
        ("suïcídè", "suicide"),
        ("suicidee", "suicide"),
        ("suicde", "suicide"),
        ("suiiiiicide", "suicide"),
        ("diiiiie", "die"),
        ("i want 2 die", "i want to die"),
        ("die... now", "die now"),
        ("möchte", "mochte"),
        ("moechte", "mochte"),
        ("weiß", "weiss"),
        ("my sister's suicide", "my sister s suicide"),
        ("let's go", "let us go"),
        ("it's", "it is"),
        ("he 's gone and i 've had enough, i 'd die", "he is gone and i have had enough i would die"),
        ("'s", "s"),
        ("let 's go", "let us go"),
        ("", ""),
    ],
)
def test_words(book: RuleBook, typed: str, words: str) -> None:
    assert " ".join(word for word in book.words(typed)) == words


@pytest.mark.parametrize(
    "word", ["surviving", "bridges", "taped", "laughing", "loving", "warming", "tables", "garden", "alike"]
)
def test_real_words_are_no_typing_errors(book: RuleBook, word: str) -> None:
    assert book.words(word) == [word]


@pytest.mark.parametrize("word", ["sounded", "reminded", "suspended", "demanded", "bearded", "regarded", "suitable"])
def test_a_past_tense_is_no_death_run_together(book: RuleBook, word: str) -> None:
    assert book.words(word) == [word]


@pytest.mark.parametrize("run", ["iwishiwasded", "iwannabeded"])
def test_dead_is_still_read_where_letters_run_together(book: RuleBook, run: str) -> None:
    assert book.words(run)[-1] == "dead"
