"""The pattern language: what each sign means."""

import pytest

from bot.safety.patterns import Alphabet, PatternError


def alphabet() -> Alphabet:
    return Alphabet(
        {"soft": ["just", "really"], "pet": ["cat", "dog"], "small": ["9"], "common": ["i", "to"]},
        {"animal": "my? <pet>"},
    )


def matches(pattern: str, words: str) -> bool:
    letters = alphabet()
    compiled = letters.compile(pattern)
    return compiled.regex.search(letters.encode(words.split())) is not None


@pytest.mark.parametrize(
    ("pattern", "words", "expected"),
    [
        ("i die", "i die", True),
        ("i die", "i just die", False),
        ("i .. die", "i just really die", True),
        ("i .. die", "i never die", False),
        ("i [die go]", "i go", True),
        ("i (want to | will) die", "i will die", True),
        ("i (want to | will) die", "i want die", False),
        ("i ~2 die", "i x y die", True),
        ("i ~2 die", "i x y z die", False),
        ("i ~2 die", "i . die", False),
        ("i ~~2 die", "i . die", True),
        ("i ~3-<pet> die", "i x die", True),
        ("i ~3-<pet> die", "i cat die", False),
        ("i die !happy", "i die", True),
        ("i die !happy", "i die happy", False),
        ("^!not die", "i die", True),
        ("^!not die", "not die", False),
        ("^ die $", "die", True),
        ("^ die $", "so . die . yes", True),
        ("^ die $", "i die", False),
        ("# pills", "40 pills", True),
        ("# pills", "many pills", False),
        ("# pills", "9 pills", True),
        ("<number> pills", "9 pills", True),
        ("<small> pills", "40 pills", False),
        ("in <year>", "in 1998", True),
        ("in <year>", "in 98", False),
        ("@animal bites", "my dog bites", True),
        ("@animal bites", "cat bites", True),
        ("i so* die", "i so so die", True),
        ("i so+ die", "i die", False),
        ("i so** die", "i so so so so so so die", True),
        ("i (.. | [so to])* die", "i really so just to die", True),
        ("i (.. | [so to])* die", "i die", True),
        ("i (.. | [so to])* die", "i never so die", False),
    ],
)
def test_signs(pattern: str, words: str, expected: bool) -> None:
    assert matches(pattern, words) is expected


@pytest.mark.parametrize("repeated", ["(.. | [so to])*", "(.. | so | to)**", "((.. | so) | to)+"])
def test_soft_words_repeated_are_one_run(repeated: str) -> None:
    """A repetition of repetitions can be made to take seconds by a message of soft words."""
    assert "}|" not in alphabet().compile(f"not {repeated} live").regex.pattern


@pytest.mark.parametrize("pattern", ["(a", "a)", "[a b", "<none> a", "@none a", "a | ", "a, b", "!"])
def test_a_mistake_is_an_error(pattern: str) -> None:
    with pytest.raises(PatternError):
        alphabet().compile(pattern)


def test_the_anchor_is_the_rarest_thing_required() -> None:
    letters = alphabet()
    assert letters.compile("i to (dog | cat) just?").anchor == frozenset({letters.code("dog"), letters.code("cat")})
