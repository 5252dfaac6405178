"""Turns a clause round, from the speaker's side to the listener's: "I'm sure my sister likes me" becomes "you're sure your sister likes you"."""

from __future__ import annotations

import re
from typing import Final

from bot.guides.word_sets import word_set

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|\s+|.", re.DOTALL)
_QUOTED: Final = re.compile(
    r"\u201c[^\u201d]*\u201d|\"[^\"]*\"|(?<!\w)'[^']+ [^']+'(?!\w)|\u2018[^\u2019]+ [^\u2019]+\u2019(?!\w)"
)

_I: Final = {
    "i": "you",
    "i'm": "you're",
    "i've": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "im": "you're",
    "ive": "you've",
    "iam": "you are",
}
_OURS: Final = {
    "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "meself": "yourself",
    "we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves", "ourself": "yourselves",
    "we're": "you're", "we've": "you've", "we'd": "you'd", "we'll": "you'll", "weve": "you've",
}  # fmt: skip
_TO_BOT: Final = {
    "you": "I", "you're": "I'm", "youre": "I'm", "you've": "I've", "youve": "I've", "you'd": "I'd", "you'll": "I'll",
    "your": "my", "yours": "mine", "yourself": "myself", "u": "I", "ur": "my",
}  # fmt: skip
_AGREE: Final = {
    "am": "are",
    "was": "were",
    "wasn't": "weren't",
    "wasnt": "weren't",
    "ain't": "aren't",
    "aint": "aren't",
}
_AGREE_BOT: Final = {
    "are": "am",
    "were": "was",
    "aren't": "am not",
    "arent": "am not",
    "weren't": "wasn't",
    "werent": "wasn't",
}
# Only contractions that cannot be another word ("its", "were", "well", "hell", "shell" can).
_MENDED: Final = {
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "couldnt": "couldn't", "wouldnt": "wouldn't",
    "shouldnt": "shouldn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't", "hasnt": "hasn't",
    "havent": "haven't", "hadnt": "hadn't", "hes": "he's", "shes": "she's", "theyre": "they're", "theyve": "they've",
    "thats": "that's", "theres": "there's", "whats": "what's", "wont": "won't", "youre": "you're", "aint": "ain't", "dunt": "don't", "dosent": "doesn't", "dosnt": "doesn't", "doesent": "doesn't", "didint": "didn't",
    "w": "with", "n": "and", "abt": "about", "ppl": "people", "thru": "through", "bc": "because", "cuz": "because", "cos": "because", "r": "are",
}  # fmt: skip
_ADVERBS: Final = word_set(
    "never always just really still also only even ever often sometimes probably honestly definitely actually "
    "usually maybe suddenly so too then now already almost simply once finally truly not quite rarely mostly "
    "constantly basically literally kinda secretly again"
)
_SUBJECTS: Final = word_set(
    "he she it they we you that this there who which nobody everybody everyone someone people one he's she's it's "
    "they're that's there's hes shes theyre thats"
)
_AFTER_ID: Final = word_set(
    "never always just rather like love have be say go feel want call tell do been probably really even still not "
    "see need hate get make ask give take think die cry run let stay come keep only also trust know"
)
_AFTER_ILL: Final = _AFTER_ID - {"feel", "probably", "really", "still", "like"} | {"end", "try"}
_NOT_BEFORE_ID: Final = word_set("my an the your his her their no a photo student")
_BEFORE_ILL: Final = frozenset(
    ["", "and", "but", "so", "then", "think", "maybe", "that", "if", "know", "guess", "worried", "scared", "afraid"]
)


def turned(clause: str, *, to_bot: bool = False) -> str:
    """The clause from the listener's side. What stands in quotation marks is left as it is.

    `to_bot` turns "you" to "I" as well; leave it out where "you" may mean people in general.
    """
    text = straight(clause)
    parts: list[str] = []
    last = 0
    for quote in _QUOTED.finditer(text):
        parts += [_turn(text[last : quote.start()], to_bot=to_bot), quote.group()]
        last = quote.end()
    parts.append(_turn(text[last:], to_bot=to_bot))
    return _smooth("".join(parts))


def straight(text: str) -> str:
    """The text with straight apostrophes; double quotation marks stay as they are."""
    return re.sub(r"(?<=\w)[\u2019\u02bc\u00b4`](?=\w)", "'", text)


def _turn(text: str, *, to_bot: bool) -> str:
    text = re.sub(r"\bi (m|ve|ll)\b(?!')", r"i'\1", text, flags=re.IGNORECASE)
    text = re.sub(
        r"\bno1\b", "no one", re.sub(r"\b(some|any|every)1\b", r"\1one", text, flags=re.IGNORECASE), flags=re.IGNORECASE
    )
    text = re.sub(
        r"\bits (?=(?:a|an|the|as|not|just|my|been|so|too|hard|never|always|all|me|only|really|ok|okay|fine|good|easy|his|her|their)\b)",
        "it's ",
        text,
    )
    tokens = _TOKEN.findall(text)
    places = [i for i, token in enumerate(tokens) if token[0].isalpha()]
    low = {i: tokens[i].casefold() for i in places}
    out = list(tokens)
    subject = ""  # the subject pronoun heard last: "I" itself, or another
    for at, i in enumerate(places):
        word = low[i]
        before = low[places[at - 1]] if at else ""
        after = low[places[at + 1]] if at + 1 < len(places) else ""
        is_first = word in _I or _is_i_would(word, before, after) or _is_i_will(word, before, after)
        if is_first:
            subject = "i"
            out[i] = _I.get(word) or ("you'd" if word == "id" else "you'll")
        elif word in _OURS:
            out[i] = _OURS[word]
            if word.startswith("we"):
                subject = "we"
        elif to_bot and word in _TO_BOT:
            out[i] = "me" if word in ("you", "u") and _is_object(before, after) else _TO_BOT[word]
            subject = "you"
        elif word in _SUBJECTS:
            subject = word
            out[i] = _MENDED.get(word, out[i])
        elif word == "am" and re.search(r"\d\s*$", "".join(tokens[:i])):
            continue  # five o'clock in the morning
        elif word in _AGREE and (after == "i" or (subject == "i" and _belongs(places, low, at))):
            out[i] = _AGREE[word]
        elif to_bot and word in _AGREE_BOT and subject == "you":
            out[i] = _AGREE_BOT[word]
        elif word in _MENDED:
            out[i] = _MENDED[word]
    return "".join(out)


def _belongs(places: list[int], low: dict[int, str], at: int) -> bool:
    """True where the verb at `at` has "I" for its subject: next to it, across adverbs, or joined on by "and", "but"."""
    back = at - 1
    while back >= 0 and low[places[back]] in _ADVERBS:
        back -= 1
    if back < 0:
        return False
    word = low[places[back]]
    return word in ("i", "im", "i'm", "and", "but", "or", "then", "myself")


def _is_i_would(word: str, before: str, after: str) -> bool:
    if word != "id" or before in _NOT_BEFORE_ID or after in ("card", "badge", "number", "is", "was", ""):
        return False
    return after in _AFTER_ID or before in _BEFORE_ILL


def _is_i_will(word: str, before: str, after: str) -> bool:
    return word == "ill" and before in _BEFORE_ILL and after in _AFTER_ILL


def _is_object(before: str, after: str) -> bool:
    return before in word_set("to with at from about of for by tell told trust hate like love need told asked ask")


def _smooth(text: str) -> str:
    text = re.sub(r"\b(your [\w-]+(?: [A-Z]\w+)?) and you\b(?= \w+)", r"you and \1", text)
    text = re.sub(r"^([A-Z]\w+) and you\b(?= \w+)", r"you and \1", text)
    text = re.sub(r"\b(her|him|them) and you\b(?=$|[,.;])", r"you and \1", text)
    return re.sub(r"\s+", " ", text).strip()
