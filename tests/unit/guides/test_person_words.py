"""What a person is called in a question."""

import pytest

from bot.guides.person_words import figure_said, figures_in, person_words
from bot.working_model.statement import Figure


@pytest.mark.parametrize(
    ("figure", "name", "heard", "full", "short", "they"),
    [
        pytest.param(Figure.SIBLING, "Anna", ("my sister Anna",), "your sister Anna", "Anna", "she", id="sister with a name"),
        pytest.param(Figure.SIBLING, "Anna", (), "Anna", "Anna", "they", id="no gender is guessed from a name"),
        pytest.param(Figure.SIBLING, None, ("my little brother",), "your little brother", "your little brother", "he", id="little brother"),
        pytest.param(Figure.GRANDPARENT, None, ("my gran, always",), "your gran", "your gran", "she", id="gran"),
        pytest.param(Figure.PARTNER, "sam", (), "Sam", "Sam", "they", id="partner by name"),
        pytest.param(Figure.PARTNER, None, ("my late husband",), "your late husband", "your late husband", "he", id="late husband"),
        pytest.param(Figure.MOTHER, None, (), "your mother", "your mother", "she", id="mother"),
        pytest.param(Figure.FRIEND, None, ("my friend", "she came"), "your friend", "your friend", "they", id="nor from a pronoun that may be another's"),
        pytest.param(Figure.GROUP, None, ("my choir",), "your choir", "your choir", "they", id="choir"),
        pytest.param(Figure.PET, None, ("my dog",), "your dog", "your dog", "they", id="dog"),
        pytest.param(Figure.PET, "Rex", ("my dog Rex",), "your dog Rex", "Rex", "they", id="dog with a name"),
        pytest.param(Figure.OTHER_PERSON, "Mr Okafor", ("my old teacher Mr Okafor",), "Mr Okafor", "Mr Okafor", "they", id="a teacher's name"),
        pytest.param(Figure.OTHER_PERSON, None, (), "this person", "this person", "they", id="somebody"),
        pytest.param(Figure.OTHERS, None, (), "this person", "this person", "they", id="people in general"),
        pytest.param(None, None, (), "this person", "this person", "they", id="nobody"),
        pytest.param(Figure.SIBLING, None, ("well, my exasperating sister",), "your sister", "your sister", "she", id="behind an adjective of any kind"),
        pytest.param(Figure.PARTNER, None, ("me husband",), "your husband", "your husband", "he", id="me for my"),
        pytest.param(Figure.PARTNER, None, ("the missus",), "your missus", "your missus", "she", id="the missus"),
        pytest.param(Figure.CHILD, "Bo", ("daughter Bo",), "your daughter Bo", "Bo", "she", id="a bare role"),
        pytest.param(Figure.SIBLING, None, ("my car and his brother",), "your brother or sister", "your brother or sister", "they", id="somebody else's"),
        pytest.param(Figure.SIBLING, None, ("my mums brother",), "your brother or sister", "your brother or sister", "they", id="a parent's"),
        pytest.param(Figure.SIBLING, None, ("the sister on the ward",), "your brother or sister", "your brother or sister", "they", id="a nurse"),
        pytest.param(Figure.SIBLING, None, ("my mother",), "your brother or sister", "your brother or sister", "they", id="another's word is not taken"),
    ],
)  # fmt: skip
def test_words(
    figure: Figure | None, name: str | None, heard: tuple[str, ...], full: str, short: str, they: str
) -> None:
    words = person_words(figure, name, heard=heard)
    assert (words.full, words.short, words.pronouns[0]) == (full, short, they)


def test_the_own_word_heard_earlier_is_kept() -> None:
    assert person_words(Figure.GRANDPARENT, None, heard=("we baked",), called="nan").full == "your nan"


def test_a_wording_is_filled() -> None:
    words = person_words(Figure.SIBLING, "Anna", heard=("my sister Anna",))
    assert words.fill("What did {person} do?") == "What did your sister Anna do?"
    assert words.fill("{person}: what did {they} do for you?", named_just_now=True) == "Anna: what did she do for you?"
    assert words.fill("{their} house, near {them}") == "Her house, near her"


def test_figures_named_in_a_text() -> None:
    assert figures_in("A grandparent, a teacher and a dog all count.") == {
        Figure.GRANDPARENT,
        Figure.OTHER_PERSON,
        Figure.PET,
    }
    assert figure_said("it was my aunt who came") is Figure.FAMILY
    assert figure_said("my heart") is None
