"""Turning a clause from the speaker's side to the listener's."""

import pytest

from bot.guides.turning import turned


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("I am tired", "you are tired"),
        ("I'm tired", "you're tired"),
        ("I\u2019m tired", "you're tired"),
        ("im tired", "you're tired"),
        ("i m tired", "you're tired"),
        ("I was alone", "you were alone"),
        ("i wasnt alone", "you weren't alone"),
        ("I really never was that brave", "you really never were that brave"),
        ("she was there and I was glad", "she was there and you were glad"),
        ("I think she was sad", "you think she was sad"),
        ("I went home and was alone", "you went home and were alone"),
        ("I told her and she was kind", "you told her and she was kind"),
        ("what I wanted was rest", "what you wanted was rest"),
        ("so was I", "so were you"),
        ("I've told my mother", "you've told your mother"),
        ("ive told my mother", "you've told your mother"),
        ("I'd rather do it myself", "you'd rather do it yourself"),
        ("id never ask", "you'd never ask"),
        ("I lost my id card", "you lost your id card"),
        ("I'll wait for her", "you'll wait for her"),
        ("ill never tell", "you'll never tell"),
        ("my father was ill", "your father was ill"),
        ("I was ill for weeks", "you were ill for weeks"),
        ("that secret is mine", "that secret is yours"),
        ("he told me about us", "he told you about you"),
        ("we have grown close", "you have grown close"),
        ("we were not ourselves", "you were not yourselves"),
        ("our house was cold", "your house was cold"),
        ("my sister and I were always together", "you and your sister were always together"),
        ("me and my sister were close", "you and your sister were close"),
        ("she said \u201cI am tired of you\u201d and left me", "she said \u201cI am tired of you\u201d and left you"),
        ('he goes "I am fine" and I am not', 'he goes "I am fine" and you are not'),
        ("she says 'I am done with you' to me", "she says 'I am done with you' to you"),
        ("he dont listen and shes cold", "he don't listen and she's cold"),
        ("its my fault line", "it's your fault line"),
        ("at 5 am I woke", "at 5 am you woke"),
        ("she was stuck in my car", "she was stuck in your car"),
        ("", ""),
    ],
)
def test_turned(said: str, back: str) -> None:
    assert turned(said) == back


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("you keep asking me the same", "I keep asking you the same"),
        ("you are not listening to me", "I am not listening to you"),
        ("I told you about my sister", "you told me about your sister"),
        ("your questions annoy me", "my questions annoy you"),
    ],
)
def test_what_is_said_to_us_turns_the_other_way_too(said: str, back: str) -> None:
    assert turned(said, to_bot=True) == back


def test_you_stays_where_it_may_mean_anyone() -> None:
    assert turned("I learned that you can't trust people") == "you learned that you can't trust people"
