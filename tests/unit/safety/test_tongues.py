"""Telling a language the rules do not read: help is shown there, and nowhere else."""

import pytest

from bot.safety import RuleScreen
from bot.safety.folding import fold
from bot.safety.tongues import is_readable
from bot.working_model.risk import Level, RiskKind


@pytest.mark.parametrize(
    "text",
    ["Je ne veux plus vivre", "Não quero mais viver", "Я не хочу больше жить", "non voglio più vivere", "ik wil niet meer leven",
     "Nie chcę już żyć", "Artık yaşamak istemiyorum", "我不想活了", "死にたい。もう無理です", "أريد أن أموت", "Tôi muốn chết"],
)  # fmt: skip
def test_unread_languages(screen: RuleScreen, text: str) -> None:
    assert not is_readable(fold(text))
    verdict = screen.screen(text)
    assert (verdict.level, verdict.kind) == (Level.WATCH, RiskKind.UNKNOWN_LANGUAGE)


@pytest.mark.parametrize(
    "text",
    ["", "ok", "lol no", "😀😀", "asdf qwer zxcv", "My mother, Ana María", "To nobody and to nowhere", "Ich habe Angst, dass sie geht",
     "Tengo miedo de que me deje", "her name is Настя and I love her", "we went to Rio de Janeiro", "c'est la vie, as she says"],
)  # fmt: skip
def test_read_languages_and_short_things(text: str) -> None:
    assert is_readable(fold(text))
