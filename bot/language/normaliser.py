"""Turns a message's tokens into plain words (contractions opened, chat spelling mended), each knowing where it stood in the text."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import spacy
from spacy.tokens import Doc

# One pass, no look-ahead of unbounded length: linear in the message whatever it holds (spaCy's own tokenizer takes 15 s for 10,000 brackets).
_TOKEN: Final = re.compile(
    r"[^\W_]+(?:['’‘ʼ´`][^\W_]+)*['’](?=\s|$)|[^\W_]+(?:['’‘ʼ´`][^\W_]+)*|\.{2,}|…+|[!?]+|\s+|.", re.DOTALL
)
_APOSTROPHES: Final = str.maketrans("’‘ʼ´`", "'''''")
_DRAWN_OUT: Final = re.compile(r"([a-z])\1{2,}")

_NEGATED: Final = {
    **dict.fromkeys(("don't", "dont", "dinnae", "dinna"), ("do", "not")),
    **dict.fromkeys(("doesn't", "doesnt", "dosent", "doesent", "doesnae", "dosnt", "dsnt"), ("does", "not")),
    **dict.fromkeys(("didn't", "didnt", "didnae", "didna", "dident"), ("did", "not")),
    **dict.fromkeys(("isn't", "isnt", "isnae", "ain't", "aint"), ("is", "not")),
    **dict.fromkeys(("aren't", "arent", "arenae"), ("are", "not")),
    **dict.fromkeys(("wasn't", "wasnt", "wasnae"), ("was", "not")),
    **dict.fromkeys(("weren't", "werent"), ("were", "not")),
    **dict.fromkeys(("haven't", "havent", "havnt", "havenae"), ("have", "not")),
    **dict.fromkeys(("hasn't", "hasnt", "hasnae"), ("has", "not")),
    **dict.fromkeys(("hadn't", "hadnt"), ("had", "not")),
    **dict.fromkeys(("can't", "cant", "cannot", "cannae", "canna"), ("can", "not")),
    **dict.fromkeys(("couldn't", "couldnt", "couldnae"), ("could", "not")),
    **dict.fromkeys(("won't", "wont", "willnae", "winnae"), ("will", "not")),
    **dict.fromkeys(("wouldn't", "wouldnt", "wouldnae"), ("would", "not")),
    **dict.fromkeys(("shouldn't", "shouldnt"), ("should", "not")),
    **dict.fromkeys(("mustn't", "mustnt"), ("must", "not")),
    **dict.fromkeys(("needn't", "neednt"), ("need", "not")),
    **dict.fromkeys(("mightn't", "mightnt"), ("might", "not")),
    **dict.fromkeys(("shan't", "shant"), ("shall", "not")),
    **dict.fromkeys(("daren't", "darent"), ("dare", "not")),
}
_PRONOUNS: Final = (
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "that",
    "there",
    "who",
    "what",
    "this",
    "someone",
    "everyone",
    "nobody",
    "everybody",
    "somebody",
    "anyone",
    "where",
    "how",
    "thing",
)
_ENDINGS: Final = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}
_OPENED: Final = {f"{p}'{e}": (p, full) for p in _PRONOUNS for e, full in _ENDINGS.items()} | {
    "im": ("i", "am"), "ive": ("i", "have"), "iv": ("i", "have"), "i'd've": ("i", "would", "have"), "hes": ("he", "is"), "shes": ("she", "is"), "theyre": ("they", "are"),
    "youre": ("you", "are"), "youve": ("you", "have"), "youll": ("you", "will"), "youd": ("you", "would"), "theyve": ("they", "have"), "theyll": ("they", "will"),
    "theyd": ("they", "would"), "weve": ("we", "have"), "hed": ("he", "would"), "itll": ("it", "will"), "thats": ("that", "is"), "theres": ("there", "is"),
    "whos": ("who", "is"), "whats": ("what", "is"), "wheres": ("where", "is"), "it's": ("it", "is"), "tis": ("it", "is"), "twas": ("it", "was"), "'tis": ("it", "is"),
    "let's": ("let", "us"), "y'all": ("you", "all"), "yall": ("you", "all"), "she'll": ("she", "will"), "i'ma": ("i", "am", "going", "to"), "imma": ("i", "am", "going", "to"),
    "ima": ("i", "am", "going", "to"), "everyones": ("everyone", "is"), "everybodys": ("everybody", "is"), "nobodys": ("nobody", "is"), "theirs": ("theirs",),
    "everything's": ("everything", "is"), "nothing's": ("nothing", "is"),
}  # fmt: skip
_CHAT: Final = {
    "u": "you", "ur": "your", "r": "are", "n": "and", "&": "and", "w": "with", "w/": "with", "bc": "because", "cuz": "because", "cos": "because", "coz": "because",
    "cus": "because", "becuz": "because", "becuase": "because", "bcs": "because", "bcos": "because", "cause": "because", "tho": "though", "thru": "through", "idk": "i do not know", "dunno": "i do not know",
    "ppl": "people", "ppls": "people", "peeps": "people", "no1": "nobody", "noone": "nobody", "every1": "everyone", "any1": "anyone", "some1": "someone", "sum1": "someone",
    "gonna": "going to", "gunna": "going to", "wanna": "want to", "gotta": "got to", "hafta": "have to", "finna": "going to", "tryna": "trying to", "outta": "out of",
    "lemme": "let me", "gimme": "give me", "kinda": "kind of", "kinna": "kind of", "sorta": "sort of", "alot": "a lot", "everytime": "every time", "anytime": "any time", "hv": "have",  "ofc": "of course", "v": "very", "coulda": "could have",
    "woulda": "would have", "shoulda": "should have", "couldve": "could have", "wouldve": "would have", "shouldve": "should have", "til": "until", "till": "until", "abt": "about",
    "bout": "about", "rn": "right now", "rly": "really", "rlly": "really", "reely": "really", "sth": "something", "smth": "something", "sumthing": "something", "nothin": "nothing", "nowt": "nothing", "owt": "anything",
    "summat": "something", "tbf": "to be fair", "tbh": "honestly", "ngl": "honestly", "lowkey": "kind of", "highkey": "really", "deffo": "definitely", "def": "definitely",
    "prolly": "probably", "prob": "probably", "probs": "probably", "obvs": "obviously", "ik": "i know", "ily": "i love you", "idc": "i do not care", "iirc": "", "fr": "", "lol": "", "lmao": "", "haha": "",
    "omg": "", "smh": "", "imo": "in my opinion", "imho": "in my opinion", "thier": "their", "beleive": "believe", "belive": "believe", "definately": "definitely", "alway": "always",
    "allways": "always", "nver": "never", "neva": "never", "nevr": "never", "relly": "rely", "wich": "which", "becouse": "because", "freind": "friend", "freinds": "friends", "frend": "friend", "truely": "truly",
    "lonley": "lonely", "wierd": "weird", "abandonned": "abandoned", "dissapear": "disappear", "dissapoint": "disappoint", "seperated": "separated", "msg": "message", "msgs": "messages", "txt": "text", "txts": "texts", "txted": "texted",
    "nobdy": "nobody", "no-one": "nobody", "tha": "the", "dat": "that", "dis": "this", "wit": "with", "masel": "myself", "meself": "myself", "mesel": "myself", "ye": "you", "yous": "you", "yeh": "yeah",
    "ken": "know", "luv": "love", "hav": "have", "wat": "what", "evry": "every", "evryone": "everyone", "thrust": "trust", "nite": "night", "b4": "before",
}  # fmt: skip
_VERBISH: Final = frozenset(
    (
        "be leave go come find never always just dump do say call think get stay not have run see want take lie cheat "
        "tell text ring make pick answer help listen keep let turn show bother ghost hate love like meet give drop"
    ).split()
)
_ILL_BEFORE: Final = frozenset(
    (
        "am is are was were be been being feel felt fell get got so very too really mentally terminally seriously "
        "critically properly chronically when fall falls mum dad"
    ).split()
)
_AFTER_S: Final = frozenset(
    (
        "not never always there so very the a an just really been still only here gone too no all my our done also like "
        "kind sort being actually such quite getting going well usually often ever hardly barely totally probably "
        "pretty close good bad mean cold kind nice great amazing lovely honest reliable distant unreliable back around "
        "nowhere"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One plain word. `start`, `end` are code points of the message; words opened from one token share them. `text` is as typed."""

    norm: str
    start: int
    end: int
    text: str
    is_break: bool = False  # punctuation, a line's end


class MessageTokenizer:
    """A tokenizer in linear time: words with their apostrophes, runs of ! and ?, dots, white space, every other sign alone."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(text):
            piece = match.group()
            if piece == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    # The tokenizer has no state: spaCy's serialisation asks for these.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> MessageTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> MessageTokenizer:
        return self


@spacy.registry.tokenizers("attune.message_tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Any:
    """The tokenizer's factory, as spaCy's config wants it."""
    return lambda nlp: MessageTokenizer(nlp.vocab)


def normalise(doc: Doc) -> list[Word]:
    """The words of a message in order, breaks between them."""
    tokens = [(token.text, token.idx) for token in doc]
    return list(_merged(list(_words(tokens))))


def _words(tokens: Sequence[tuple[str, int]]) -> Iterator[Word]:
    lowered = [text.translate(_APOSTROPHES).lower() for text, _ in tokens]
    plain = [i for i, low in enumerate(lowered) if low[0].isalnum() or low == "&"]
    neighbour = {
        i: (lowered[plain[k - 1]] if k else "", lowered[plain[k + 1]] if k + 1 < len(plain) else "")
        for k, i in enumerate(plain)
    }
    for i, (text, start) in enumerate(tokens):
        if i not in neighbour:
            if not text.isspace() or "\n" in text:
                yield Word(text, start, start + len(text), text, is_break=True)
            continue
        for norm in _open(lowered[i].strip("'"), *neighbour[i], capital=text[0].isupper()):
            yield Word(norm, start, start + len(text), text)


def _open(low: str, before: str, after: str, *, capital: bool) -> Sequence[str]:
    """One token as one or more plain words, in view of its neighbours."""
    if len(low) > 4:
        low = _DRAWN_OUT.sub(r"\1", low)
    if low in _NEGATED:
        return _NEGATED[low]
    if low in _OPENED:
        return _OPENED[low]
    if low in ("ill", "hell", "shell", "shed", "id", "well", "were", "its", "wed"):
        return _ambiguous(low, before, after)
    if low in _CHAT:
        return _CHAT[low].split()
    if low.endswith("'s") and len(low) > 2:
        return (low[:-2], "is" if after in _AFTER_S or after.endswith("ing") else "'s")
    for ending, full in (("'ll", "will"), ("'d", "would"), ("'ve", "have"), ("'re", "are")):
        if low.endswith(ending) and len(low) > len(ending):
            return (low[: -len(ending)], full)
    return (low,)


def _ambiguous(low: str, before: str, after: str) -> Sequence[str]:
    """Words that are themselves or a contraction typed without its apostrophe."""
    if low == "its":
        return ("it", "is")
    if low == "id":
        return ("i", "would") if before not in ("my", "an", "the", "his", "her", "your", "photo") else (low,)
    if low == "ill":
        return (low,) if before in _ILL_BEFORE else ("i", "will")
    if low == "were":
        return (
            ("we", "are")
            if before in ("", "and", "but", "so", "because", "think", "now", "feel", "like")
            and after
            in (
                "close",
                "so",
                "really",
                "very",
                "not",
                "still",
                "way",
                "good",
                "just",
                "all",
                "getting",
                "growing",
                "like",
            )
            else (low,)
        )
    if low == "well":
        return (
            ("we", "will")
            if after in ("be", "get", "sort", "see", "always", "never", "work", "find")
            and before not in ("as", "very", "so", "really", "doing")
            else (low,)
        )
    subject = {"hell": "he", "shell": "she", "shed": "she", "wed": "we"}[low]
    if after in _VERBISH and before not in ("the", "a", "my", "his", "in", "as", "like", "of", "what"):
        return (subject, "would" if low in ("shed", "wed") else "will")
    return (low,)


def _merged(words: list[Word]) -> Iterator[Word]:
    """Joins what was typed apart: "no one", "no-one", "any more", "step dad"."""
    i = 0
    while i < len(words):
        word = words[i]
        here = word.norm
        j = i + 1
        if (
            j < len(words)
            and words[j].norm == "-"
            and j + 1 < len(words)
            and words[j].start == word.end
            and words[j + 1].start == words[j].end
        ):
            joined = f"{here}-{words[j + 1].norm}"
            if joined in (
                "no-one",
                "step-dad",
                "step-mum",
                "step-mom",
                "step-father",
                "step-mother",
                "step-sister",
                "step-brother",
                "step-son",
                "step-daughter",
                "step-parents",
                "step-kids",
            ):
                yield Word(
                    "nobody" if joined == "no-one" else joined.replace("-", ""), word.start, words[j + 1].end, word.text
                )
                i = j + 2
                continue
        if j < len(words) and not words[j].is_break:
            pair = (here, words[j].norm)
            joined = {
                ("no", "one"): "nobody",
                ("any", "more"): "anymore",
                ("any", "longer"): "anymore",
                ("step", "dad"): "stepdad",
                ("step", "mum"): "stepmum",
                ("step", "mom"): "stepmom",
                ("every", "body"): "everybody",
            }.get(pair, "")
            if joined:
                yield Word(joined, word.start, words[j].end, word.text)
                i = j + 1
                continue
        yield word
        i += 1
