"""The forms of English verbs, so that a frame can say `trust+` and mean trust, trusts, trusted, trusting."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

from functools import cache
from typing import Final

# base: third person, past, participle(s), -ing where it is not regular. Only verbs that frames use.
_IRREGULAR: Final[dict[str, tuple[str, ...]]] = {
    "be": ("am", "is", "are", "'s", "was", "were", "been", "being"),
    "beat": ("beats", "beat", "beaten", "beating"),
    "become": ("becomes", "became", "become", "becoming"),
    "begin": ("begins", "began", "begun", "beginning"),
    "belong": ("belongs", "belonged", "belonging"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "bring": ("brings", "brought", "bringing"),
    "catch": ("catches", "caught", "catching"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "come": ("comes", "came", "coming"),
    "deal": ("deals", "dealt", "dealing"),
    "do": ("does", "did", "done", "doing"),
    "drink": ("drinks", "drank", "drunk", "drinking"),
    "drive": ("drives", "drove", "driven", "driving"),
    "eat": ("eats", "ate", "eaten", "eating"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "feel": ("feels", "felt", "feeling"),
    "fight": ("fights", "fought", "fighting"),
    "find": ("finds", "found", "finding"),
    "fly": ("flies", "flew", "flown", "flying"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "forgive": ("forgives", "forgave", "forgiven", "forgiving"),
    "get": ("gets", "got", "gotten", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "grow": ("grows", "grew", "grown", "growing"),
    "have": ("has", "had", "having", "'ve"),
    "hear": ("hears", "heard", "hearing"),
    "hide": ("hides", "hid", "hidden", "hiding"),
    "hit": ("hits", "hit", "hitting"),
    "hold": ("holds", "held", "holding"),
    "hurt": ("hurts", "hurt", "hurting"),
    "keep": ("keeps", "kept", "keeping"),
    "know": ("knows", "knew", "known", "knowing"),
    "lean": ("leans", "leaned", "leant", "leaning"),
    "learn": ("learns", "learned", "learnt", "learning"),
    "leave": ("leaves", "left", "leaving"),
    "let": ("lets", "let", "letting"),
    "lie": ("lies", "lied", "lying"),
    "lose": ("loses", "lost", "losing"),
    "make": ("makes", "made", "making"),
    "mean": ("means", "meant", "meaning"),
    "meet": ("meets", "met", "meeting"),
    "pick": ("picks", "picked", "picking"),
    "put": ("puts", "put", "putting"),
    "read": ("reads", "read", "reading"),
    "ring": ("rings", "rang", "rung", "ringing"),
    "run": ("runs", "ran", "running"),
    "say": ("says", "said", "saying"),
    "see": ("sees", "saw", "seen", "seeing"),
    "sell": ("sells", "sold", "selling"),
    "send": ("sends", "sent", "sending"),
    "shake": ("shakes", "shook", "shaken", "shaking"),
    "show": ("shows", "showed", "shown", "showing"),
    "shut": ("shuts", "shut", "shutting"),
    "sit": ("sits", "sat", "sitting"),
    "sleep": ("sleeps", "slept", "sleeping"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "spend": ("spends", "spent", "spending"),
    "stand": ("stands", "stood", "standing"),
    "steal": ("steals", "stole", "stolen", "stealing"),
    "stick": ("sticks", "stuck", "sticking"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "take": ("takes", "took", "taken", "taking"),
    "teach": ("teaches", "taught", "teaching"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "throw": ("throws", "threw", "thrown", "throwing"),
    "understand": ("understands", "understood", "understanding"),
    "wake": ("wakes", "woke", "woken", "waking"),
    "win": ("wins", "won", "winning"),
    "write": ("writes", "wrote", "written", "writing"),
}

_PAST_IRREGULAR: Final[frozenset[str]] = frozenset(
    (
        "was were beat became began broke brought caught chose came dealt did drank drove ate fell felt fought found "
        "flew forgot forgave got gave went grew had heard hid held kept knew leant learnt left lied lost made meant met "
        "rang ran said saw sold sent shook shut sat slept spoke spent stood stole stuck swore took taught told thought "
        "threw understood woke won wrote used let hit hurt put"
    ).split()
)

# Words that end in -ed and are no past tense.
_NOT_PAST: Final[frozenset[str]] = frozenset(
    (
        "need bed red feed speed seed indeed shed wed led bored tired scared worried loved ashamed embarrassed attached "
        "connected relaxed supposed excited stressed exhausted depressed terrified frightened jealous damaged messed "
        "screwed unwanted unloved respected understood valued wanted hundred kid kindred sacred naked"
    ).split()
)


@cache
def forms(base: str) -> tuple[str, ...]:
    """Every form of a verb, the base first; a regular verb's doubled and undoubled consonant are both given."""
    if base in _IRREGULAR:
        return tuple(dict.fromkeys((base, *_IRREGULAR[base])))
    if base.endswith("e"):
        made = [base + "s", base + "d", base[:-1] + "ing"]
    elif base.endswith("y") and len(base) > 2 and base[-2] not in "aeiou":
        made = [base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    else:
        made = [base + "s", base + "ed", base + "ing"]
        if base[-1:] in tuple("bdgmnprtl"):
            made += [base + base[-1] + "ed", base + base[-1] + "ing"]
        if base.endswith(("s", "x", "z", "ch", "sh")):
            made.append(base + "es")
    return tuple(dict.fromkeys((base, *made)))


def is_past(word: str) -> bool:
    """True where the word reads as a past tense by its form alone."""
    return word in _PAST_IRREGULAR or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST)
