"""Whom a message speaks of where it takes a family to know it: in-laws, another's relatives, who "she" turns out to be."""

from __future__ import annotations

import pytest

from bot.language import reader


def _figures(text: str) -> list[str]:
    doc = reader().analyse(text)
    words = doc._.words
    return [f"{text[words[m.start].start : words[m.end - 1].end]}: {m.person.figure}" for m in doc._.meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param(
            "My mother-in-law cooks. She is kind.",
            ["My mother-in-law: family", "She: family"],
            id="hyphens-make-one-word",
        ),
        pytest.param(
            "My mum's husband never shouted.", ["My mum's: mother", "husband: stepparent"], id="a-mothers-husband"
        ),
        pytest.param(
            "My dad's mum raised me. My wife's brother helped.",
            ["My dad's: father", "mum: grandparent", "My wife's: partner", "brother: family"],
            id="a-fathers-mother-and-a-wifes-brother",
        ),
        pytest.param(
            "I saw my ex's new girlfriend.",
            ["my ex's: ex_partner", "girlfriend: other_person"],
            id="an-adjective-between",
        ),
        pytest.param(
            "She's my daughter and I like being near her.",
            ["She's: child", "my daughter: child", "her: child"],
            id="she-is-my-daughter",
        ),
        pytest.param(
            "I told Vilma all of it. She's my boss.",
            ["Vilma: colleague", "She's: colleague", "my boss: colleague"],
            id="a-name-explained-by-she",
        ),
        pytest.param(
            "She always picked up, my nan.", ["She: grandparent", "my nan: grandparent"], id="said-after-a-comma"
        ),
        pytest.param(
            "My roommate is basically my sister. I can cry near her.",
            ["My roommate: friend", "my sister: friend", "her: friend"],
            id="like-a-sister-is-no-sister",
        ),
        pytest.param("I was a good mother. As a poor mother I cried.", [], id="being-a-mother-names-none"),
        pytest.param("I can tell the lads anything.", ["the lads: friend"], id="the-lads"),
        pytest.param("My lad rang. A lad came.", ["My lad: child", "A lad: other_person"], id="my-lad-and-a-lad"),
        pytest.param(
            "My gran sang. I can still hear that woman.",
            ["My gran: grandparent", "that woman: grandparent"],
            id="that-woman-is-she",
        ),
        pytest.param("I know that He loves me.", ["He: faith"], id="a-capital-he-is-god"),
        pytest.param(
            "Dad stopped my brother's fees. I am afraid of him.",
            ["Dad: father", "my brother's: sibling", "him: father"],
            id="whose-fees-is-not-who",
        ),
        pytest.param(
            "My parents are fine. Everyone has a view. They love me.",
            ["My parents: parent", "Everyone: others", "They: parent"],
            id="they-are-the-parents",
        ),
        pytest.param(
            "I put my head on him. We've been together nine years.", ["him: partner"], id="the-words-of-a-couple"
        ),
        pytest.param("I put my head on him.", ["him: other_person"], id="nobody-knows-who"),
        pytest.param(
            "She came at last. My wife had missed two trains.",
            ["She: partner", "My wife: partner"],
            id="a-wife-named-late",
        ),
        pytest.param("Nobody at work listens.", ["Nobody at work: colleague"], id="nobody-at-work"),
        pytest.param("The chaplain sat with me.", ["The chaplain: faith"], id="a-chaplain"),
        pytest.param("The social worker came.", ["The social worker: other_person"], id="a-social-worker"),
        pytest.param("He was so kind to me so often.", ["He: other_person"], id="me-so-is-nobody"),
    ],
)
def test_who_is_meant(text: str, meant: list[str]) -> None:
    assert _figures(text) == meant
