"""Telling which word a slip of the fingers was meant to be."""

import pytest

from bot.safety.typing_errors import TypingErrors

SLIPS = TypingErrors(["suicide", "hurting", "parting"], swapped_words=["want", "life", "form"], real_words={"from"})


@pytest.mark.parametrize("typed", ["suicde", "suiicide", "suixide", "suciide"])
def test_one_slip_is_seen_through(typed: str) -> None:
    assert SLIPS.meant_by(typed) == "suicide"


@pytest.mark.parametrize(("typed", "meant"), [("wnat", "want"), ("lfie", "life"), ("wannt", None), ("lif", None)])
def test_of_a_short_word_only_swapped_letters_are(typed: str, meant: str | None) -> None:
    assert SLIPS.meant_by(typed) == meant


@pytest.mark.parametrize("typed", ["suicide", "from", "suxcixe", "sui", "garden", ""])
def test_a_word_rightly_typed_and_two_slips_are_left(typed: str) -> None:
    assert SLIPS.meant_by(typed) is None


def test_of_two_words_the_one_with_the_same_first_letter_is_meant() -> None:
    slips = TypingErrors(["liking", "biking", "hiking"])
    assert (slips.meant_by("hking"), slips.meant_by("xiking")) == ("hiking", "biking")
