"""Whether a message is in a language the rules can read: not which language, only whether they can vouch for it."""

from __future__ import annotations

import re
from typing import Final

# Everyday words of the three languages the rules read, and of languages they do not. Words common to a known and an
# unknown language are in neither list.
_KNOWN_WORDS: Final = (
    "the and you that was for are with his they have this from had not but what all were when your can said there use each "
    "which she how their will other about out many then them these some her would make like him into time has look two more "
    "write see could people than been who its now find down did get come made may just my i me is it we he so if be do at by "
    "on or an as to of no go going off any nobody nowhere nothing anything something everything someone job left without again saying lol our us was were let got get said says told good bad day night home work yes ok really feel think know want never because very much always mother father mum mom dad "
    "ich und der die das nicht mit ein eine ist auch auf fur von dem den sich des im dass sie wir ihr mein meine mich mir habe "
    "hat war bin nach bei noch nur wenn aber wie so kann mehr immer schon sehr uber kein keine weil "
    "que los las por con una para como pero mas este esta mi yo muy cuando todo nada ser estoy tengo quiero siempre nunca ella "
    "porque me se lo le su sus del al hay fue era son tambien"
)
_KNOWN: Final = frozenset(_KNOWN_WORDS.split())
_UNKNOWN_WORDS: Final = (
    "je suis vous nous avec pas dans pour elle mais tout bien fait etre avoir jai cest veux mon ma mes aux leur chez plus rien "
    "jamais toujours parce quand vie mourir "
    "nao uma com voce meu minha estou tenho muito mas ele ela sao isso quero vida morrer nunca porque quando "
    "sono non che per della mia mio sei anche perche voglio vita morire quando sempre piu questo questa gli nel "
    "het een niet van dat ik zijn maar ook voor mijn wil leven dood meer altijd heb naar wordt "
    "jest nie sie to jak ale tak czy moje jestem chce zyc umrzec moj bardzo zawsze "
    "och att det som inte jag har med till mig vill leva alltid men eller "
    "jeg ikke vil leve meg hvor ble ogsa "
    "ben bir ve bu icin cok degil yok beni istiyorum olmek artik yasamak hayat "
    "nu este sunt vreau sa mor viata mea pentru foarte mai "
    "ja ne su za nije kako sam zelim umrijeti zivjeti moj "
    "ako si mi ang ng na sa ko ay hindi gusto mamatay "
    "saya tidak ingin mati hidup aku dan yang untuk dengan "
    "toi khong muon chet song nua va "
    "mimi sitaki kuishi nataka kufa na ya wa "
    "en ole haluan kuolla elaa mina ja "
    "nem akarok elni meghalni vagyok es egy hogy"
)
_UNKNOWN: Final = frozenset(_UNKNOWN_WORDS.split()) - _KNOWN
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS: Final = 3
_ENOUGH_LETTERS: Final = 6


def is_readable(folded: str) -> bool:
    """False where the message is most likely in a language the rules do not read. `folded` as by `folding.fold`."""
    letters = [c for c in folded if c.isalpha()]
    foreign = sum(
        (3 if c > "\u2e7f" else 1) for c in letters if c > "\u024f"
    )  # one ideograph says as much as a syllable or two
    if foreign >= _ENOUGH_LETTERS and foreign * 2 > len(letters):
        return False
    words = _WORD.findall(folded.replace("'", ""))[:400]
    if len(words) < _ENOUGH_WORDS:
        return True
    unknown = sum(word in _UNKNOWN for word in words)
    known = sum(word in _KNOWN for word in words)
    if unknown >= 2 and unknown > known:
        return False
    return not (len(words) >= 8 and known == 0 and unknown >= 1)
