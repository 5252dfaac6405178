"""What is said to both bots: plain 20-word messages of the kind a guide's questions get, no two alike in one run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

WORDS: Final = 20

_FIRST: Final = (
    "My sister rang me last night after her long shift",
    "My mother drove over on Sunday with soup and bread",
    "Tom and I walked the dog round the park again",
    "When the boiler broke my brother came straight over here",
    "My best friend moved to Leeds about three years ago",
    "Dad sat with me in the kitchen for an hour",
    "We had dinner with my aunt and all my cousins",
    "On the train home I thought about my old flatmate",
    "My partner forgot the one thing I had asked for",
    "Last week Anna sent me a photo of the garden",
    "At work my manager asked me how things were going",
    "After the argument he slept on the sofa until morning",
    "My gran kept every letter that I ever wrote her",
    "The other day my son told me about his teacher",
    "For my birthday she booked a table at the harbour",
    "When I was small my father worked away a lot",
    "Nadia and I have known each other since primary school",
    "My husband made tea and sat down next to me",
    "I wrote to my friend when the results came back",
    "On Friday my daughter wanted to talk about the move",
    "My neighbour looked after the cat while we were away",
    "Before the wedding my mum and I went for coffee",
    "In the summer I stayed with my brother in Cork",
    "My old teacher wrote to me out of the blue",
)
_SECOND: Final = (
    "and I could tell that she really wanted to listen",
    "but I did not say much about how I felt",
    "and for once I said what was on my mind",
    "so I know that I can count on them now",
    "and it felt good to be near somebody that evening",
    "but part of me kept waiting for something to change",
    "and I think we are a little closer than before",
    "although I usually keep that sort of thing to myself",
    "and we laughed about it for most of the evening",
    "because that is simply how we are with each other",
    "but I am never sure if they enjoy my company",
    "and afterwards I went to bed early with a book",
    "so I asked for help and they said yes gladly",
    "and I noticed that I was not worried at all",
    "but they were busy and had no time for me",
    "and I was proud of how I handled the talk",
    "so we agreed to do the same thing next month",
    "although it takes me a while to trust new people",
    "and I felt that I mattered to them that day",
    "but I find it hard to ask for anything twice",
    "and they remembered what I had said the week before",
    "which is more than I would have expected from them",
    "and I told myself that it was fine that way",
    "so I did the washing up and turned in early",
)


def messages() -> Iterator[str]:
    """Messages of 20 words without end; the first 576 all differ."""
    while True:
        for shift in range(len(_SECOND)):
            for at, first in enumerate(_FIRST):
                yield f"{first} {_SECOND[(at + shift) % len(_SECOND)]}."


def long_messages(count: int) -> list[str]:
    """Messages of 60 words: three of the others, one after another."""
    said = messages()
    return [" ".join(next(said) for _ in range(3)) for _ in range(count)]
