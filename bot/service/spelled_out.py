"""Typed English spelled out, so that "dont wanna answer this pls" and its careful twin sound alike to whatever looks for commands.

Only shorthand with one reading is spelled out. The person's own words, in the store, are never touched.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    # apostrophes left out
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't",
    "cant": "can't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "wont": "won't", "havent": "haven't",
    "hasnt": "hasn't", "hadnt": "hadn't", "im": "I'm", "ive": "I've", "youre": "you're", "youve": "you've", "youd": "you'd", "youll": "you'll",
    "theyre": "they're", "theyve": "they've", "thats": "that's", "whats": "what's", "wheres": "where's", "hows": "how's", "whos": "who's",
    "whys": "why's", "wy": "why", "breake": "break", "brek": "break", "somthing": "something", "becouse": "because", "mesages": "messages", "whi": "why", "theres": "there's", "heres": "here's", "hes": "he's", "shes": "she's", "someones": "someone's",
    "everythings": "everything's",
    # shorthand
    "u": "you", "ur": "your", "r": "are", "ru": "are you", "ya'll": "you all", "pls": "please", "plz": "please", "plse": "please",
    "pleas": "please", "wanna": "want to", "gonna": "going to", "gotta": "got to", "lemme": "let me", "gimme": "give me",
    "dunno": "don't know", "idk": "I don't know", "wot": "what", "wat": "what", "wut": "what", "wats": "what's", "wots": "what's",
    "bout": "about", "abt": "about", "tho": "though", "cuz": "because", "coz": "because", "cos": "because", "bc": "because",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tomoz": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "2moro": "tomorrow", "2morrow": "tomorrow", "l8r": "later", "ltr": "later", "2nite": "tonight", "nite": "night", "w": "with", "w/": "with", "wiv": "with", "bcos": "because", "da": "the", "dis": "this", "dat": "that", "wen": "when", "wud": "would", "cud": "could", "shud": "should", "wanto": "want to", "tonite": "tonight", "rn": "right now",
    "gtg": "got to go", "g2g": "got to go", "ttyl": "talk to you later", "bbl": "be back later", "brb": "be right back", "cya": "see you",
    "cu": "see you", "nvm": "never mind", "nevermind": "never mind", "msg": "message", "msgs": "messages", "convo": "conversation",
    "info": "information", "infos": "information", "qs": "questions", "ques": "question", "qn": "question",
    "ppl": "people", "sth": "something", "smth": "something", "b4": "before", "prob": "probably", "def": "definitely", "tbh": "to be honest",
    "thx": "thanks", "thanx": "thanks", "thnx": "thanks", "tnx": "thanks", "thanku": "thank you", "thankyou": "thank you",
    "tysm": "thank you so much", "okay": "ok", "okey": "ok", "kk": "ok", "yh": "yeah", "yeh": "yeah", "yea": "yeah", "nah": "no", "wdym": "what do you mean",
    "wich": "which", "becuase": "because", "alot": "a lot", "agian": "again", "agin": "again",
    # the commands' own words, mistyped
    "skp": "skip", "sikp": "skip", "skipp": "skip", "nxt": "next", "nex": "next", "sotp": "stop", "stpo": "stop", "stopp": "stop",
    "puase": "pause", "pasue": "pause", "paus": "pause", "strat": "start", "srart": "start", "strt": "start", "beginn": "begin", "begn": "begin",
    "hlep": "help", "halp": "help", "hepl": "help", "delet": "delete", "dlete": "delete", "deleet": "delete", "deelte": "delete",
    "evrything": "everything", "everythin": "everything", "everyting": "everything", "resum": "resume", "resuem": "resume",
    "contineu": "continue", "contiune": "continue", "continu": "continue", "qustion": "question", "queston": "question", "questoin": "question",
    "quesiton": "question", "questin": "question", "qestion": "question", "repeate": "repeat", "repet": "repeat", "repaet": "repeat",
    "expor": "export", "expotr": "export", "exprot": "export", "dowload": "download", "donwload": "download", "downlaod": "download", "donload": "download",
    "sumary": "summary", "summery": "summary", "sumarry": "summary", "summry": "summary", "guied": "guide", "topcis": "topics", "topc": "topic",
    "diffrent": "different", "diferent": "different", "anohter": "another", "nevr": "never", "chosse": "choose", "privat": "private",
    "rigth": "right", "wrogn": "wrong", "undestand": "understand", "understnd": "understand", "unterstand": "understand",
}  # fmt: skip
_KNOWN: Final = re.compile(
    r"(?<![\w'])(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")(?![\w'])", re.IGNORECASE
)
# Words of their own as well ("ill", "id", "she lets me"), so only where what follows cannot be otherwise.
_ILL: Final = re.compile(r"(?<![\w'])(i)(ll)(?= (?:be|come|go|do|take|have|pass|stop|finish|continue|tell|answer|skip|think|leave|carry|return|write|pick|choose|try|see|call)\b)", re.IGNORECASE)  # fmt: skip
_ID: Final = re.compile(r"(?<![\w'])(i)(d)(?= (?:rather|like|prefer|love|say|sooner|want|need|never|be|have)\b)", re.IGNORECASE)  # fmt: skip
_LETS: Final = re.compile(r"(?:(?<=^)|(?<=[.,!?] )|(?<=\bok )|(?<=\bso )|(?<=\band )|(?<=\bthen )|(?<=\byes )|(?<=\bno )|(?<=\byeah ))(let)(s)(?= )", re.IGNORECASE)  # fmt: skip
_ASKS_Y: Final = re.compile(r"^y(?= (?:do|are|you|u|r|ask|that|this|would|is|did|should|not|me)\b)", re.IGNORECASE)
_STRAIGHT: Final = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u2032\u00b4`"), "'")  # the patterns know one apostrophe
_EVERY_THING: Final = re.compile(r"\bevery thing\b", re.IGNORECASE)
_STRETCHED: Final = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)


# Long words of the commands, that a slip of one finger turns into no other word of English.
_TYPED_AWRY: Final = (
    "delete", "everything", "conversation", "messages", "account", "question", "questions", "answer", "summary", "download", "export", "repeat",
    "pause", "continue", "another", "different", "topic", "guide", "please", "finish", "session", "understand", "explain", "program", "tomorrow", "tonight",
)  # fmt: skip
_NEIGHBOURS: Final = dict(
    zip("abcdefghijklmnopqrstuvwxyz", ["qsz", "vn", "xv", "sf", "wr", "dg", "fh", "gj", "uo", "hk", "jl", "k", "n", "bm", "ip", "o", "w", "et", "ad", "ry", "yi", "cb", "qe", "zc", "tu", "x"], strict=True)
)  # fmt: skip
_OTHER_WORDS: Final = frozenset({"message", "messaged", "question", "anther", "pleas", "programme"})
_LONG_ENOUGH: Final = 6  # for a neighbouring key: "topic" and "tonic" lie too near


def _slips(word: str) -> set[str]:
    """`word` with a letter left out, doubled, swapped with the next or, where it is long, hit beside; its first letter stands."""
    found = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    found |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    found |= {word[:i] + word[i] + word[i:] for i in range(len(word))}
    if len(word) >= _LONG_ENOUGH:
        found |= {word[:i] + key + word[i + 1 :] for i in range(1, len(word)) for key in _NEIGHBOURS[word[i]]}
    return found - _OTHER_WORDS


_SLIPS: Final = {slip: word for word in _TYPED_AWRY for slip in _slips(word) if slip not in _TYPED_AWRY}
_A_WORD: Final = re.compile(r"(?<![\w'])[a-z]{4,14}(?![\w'])", re.IGNORECASE)


def spelled_out(text: str) -> str:
    """`text` with its shorthand spelled out and its apostrophes straight. Letters typed three times and more stand twice."""
    text = _STRETCHED.sub(r"\1\1", text.translate(_STRAIGHT))
    text = _EVERY_THING.sub("everything", text)
    text = _ASKS_Y.sub("why", text)
    text = _KNOWN.sub(lambda found: _WORDS[found[0].lower()], text)
    text = _A_WORD.sub(lambda found: _SLIPS.get(found[0].lower(), found[0]), text)
    for missing_apostrophe in (_ILL, _ID, _LETS):
        text = missing_apostrophe.sub(r"\1'\2", text)
    return text
