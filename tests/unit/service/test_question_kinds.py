"""What a question asks for; an aside in it does not count."""

from __future__ import annotations

import pytest

from bot.service.question_kinds import Asks, asks


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What did he usually say?", Asks.WORDS),
        ("When you cried, what did she say?", Asks.WORDS),
        ("If he sat here now, what would you like to say to him?", Asks.WORDS),
        ("How would you put it to her?", Asks.WORDS),
        ("What was the rule about feelings in your home?", Asks.WORDS),
        ("What did he do when you told him?", Asks.DEEDS),
        ("What do you do when you need something?", Asks.DEEDS),
        ("When she left the room, what did you want to do?", Asks.DEEDS),
        ("How do the two of you make up?", Asks.DEEDS),
        ("And then, what happened?", Asks.DEEDS),
        ("What did you need from your father then?", Asks.NEEDS),
        ("Is there anything that would help you?", Asks.NEEDS),
        ("How did that feel?", Asks.FEELINGS),
        ("What was it like to come home?", Asks.FEELINGS),
        ("How are you right now, from 0 to 10?", Asks.NUMBER),
        ("How true is this line these days?", Asks.NUMBER),
        ("Who comes to mind?", Asks.PERSON),
        ("Which of them shall we stay with?", Asks.PERSON),
        ("What went through your mind just then?", Asks.WORDS),
        ("What did you think in that moment?", Asks.WORDS),
        ("What did she do that told you it was noticed?", Asks.DEEDS),
        ("Which day was it? It need not be a big thing.", Asks.OTHER),
        ("Is there a small step you would like to take?", Asks.DEEDS),
        ("Tell me what you told me about her.", Asks.OTHER),
        ("Did you tell anyone?", Asks.OTHER),
        ("", Asks.OTHER),
    ],
)
def test_kinds(question: str, kind: Asks) -> None:
    assert asks(question) is kind
