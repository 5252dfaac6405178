"""Writes the reflection: the person's own words given back tentatively, or a plain acknowledgement where repeating would harm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self
from zlib import crc32

from bot.errors import SetUpError
from bot.guides.answers import declines, is_blank, is_unsure, plain, says_no_one, words
from bot.guides.clauses import (
    Clause,
    from_statements,
    most_telling,
    tidy,
    without_controls,
)
from bot.guides.grammar import is_question, says_you, stands_alone
from bot.guides.marked_yaml import read_marked
from bot.guides.person_words import figure_said, person_words
from bot.guides.tones import Tone, is_fresh_loss, tells_of_harm, tells_of_loss, tone_of
from bot.guides.turning import turned
from bot.guides.word_sets import word_set
from bot.working_model.guide import Reflection, StepKind
from bot.working_model.statement import Asked, Direction, Reading

KINDS: Final[dict[str, frozenset[str]]] = {
    "plain": frozenset({"said"}), "others": frozenset({"said"}), "feels": frozenset({"said"}), "blame": frozenset({"said"}),
    "severe": frozenset(), "strong": frozenset(), "harm": frozenset(), "loss": frozenset(),
    "two_sides": frozenset({"one", "other"}), "quote": frozenset({"quote"}), "fragment": frozenset({"said", "Said"}),
    "person": frozenset({"who", "Who"}), "no_one": frozenset(), "unsure": frozenset(), "declined": frozenset(),
    "wordless": frozenset(), "at_bot": frozenset(), "ask_bot": frozenset(), "heard": frozenset(),
}  # fmt: skip
OPENINGS_MIN: Final = 6  # one more than the turns in which none may come twice
REMEMBERED: Final = 5
SIDE_WORDS_MAX: Final = 11
FRAGMENT_WORDS_MAX: Final = 6

_COMMAND: Final = re.compile(
    r"^/?(?:stop|skip|pause|help|start|menu|quit|exit|next|resume|continue|restart|export|delete|summary|repeat|go on|why)\W*$|^/[a-z_]+\s*$"
)
_INJECTION: Final = re.compile(
    r"\b(?:ignore (?:all |any |your |the )*(?:previous |prior |above )*(?:instructions|rules|prompts?)|system prompt|developer mode|jailbreak|pretend (?:to be|you are)|act as (?:a|an|my)|you are now|drop table|select \* from|<script|print your|reveal your)\b|<script|\{\{"
)
_AT_BOT: Final = re.compile(
    r"\b(?:you(?:'re| are|r|re)? (?:just |only |such |so |really |a |an |fucking |stupid |dumb |useless )*(?:bot|robot|machine|program|computer|ai|app|script|useless|stupid|dumb|idiot|annoying|joke|waste|shit|crap|rude|boring|not (?:helping|listening|real|human|even)|no help)"
    r"|(?:stupid|dumb|useless|shitty|crap|fucking|bloody|damn) (?:bot|robot|machine|program|app|question|questions|thing|chatbot|ai)|f+u+c+k (?:off|you|this|u)|piss off|go to hell|shut up|screw (?:you|this)|leave me alone"
    r"|(?:this|that|it)(?:'s| is|s) (?:so |really |just |a |complete(?:ly)? |fucking |total )*(?:stupid|pointless|useless|bullshit|a waste|waste of time|waste|dumb|ridiculous|rubbish|nonsense|annoying|boring|a joke|a stupid|a dumb|crap|shit)(?: (?:question|questions|exercise|conversation|app|bot|quiz|thing))*\W*$|what a (?:stupid|dumb|useless|pointless)"
    r"|you keep (?:asking|saying|repeating)|you (?:already|just) asked|stop asking|you don'?t (?:understand|get it|listen|care|know me)|you(?:'re| are) not (?:listening|helping|a person|real)|you never listen|(?:talking|talk) to (?:a|an) (?:bot|machine|robot|computer|program)|your (?:stupid |dumb |questions?|question is|summary|reply|answers?)|i hate (?:this|you|talking to you)\W*$|this isn'?t (?:helping|working)|this is(?:n'?t| not) helping)\b"
)
_ASK_BOT: Final = re.compile(
    r"^(?:(?:so|but|and|well|ok|hey)[, ]+)*(?:do you|are you|can you|could you|would you|will you|what do you|what would you|how do you|have you|did you|don'?t you|who are you|what are you|should i|is (?:that|this|it) (?:normal|ok|okay|bad|weird|wrong|right|healthy)|what should i|how should i|am i|does that|do i|why do you|tell me what|what'?s wrong with me|how can i|how do i|what can i|u think)\b.*\?"
    r"|\b(?:what do you think|what would you do|do you think|don'?t you think|do u think)\b[^.]*\?$|^(?:what do you think|tell me what to do|what should i do)\W*$"
)  # fmt: skip
_BARE: Final = re.compile(
    r"^(?:no|nope|nah|never|nothing|none|yes|yeah|yep|yup|yea|ya|sure|ok|okay|k|kk|fine|alright|all right|always|sometimes|often|rarely|a bit|a little|not much|not really|not often|kind of|kinda|sort of|mostly|maybe|probably|probably not|definitely|of course|everything|everyone|both|neither|same|idc|cool|good|bad|right|true|exactly|correct|hi|hello|hey|thanks|thank you|thx|ty|please|go on|done|ready|test|lol|haha|hmm|wow|nice|great|stop|skip|bye|x|\W+)\W*$"
)  # fmt: skip
_EMOJI_ONLY: Final = re.compile(
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2764\u2190-\u21FF]|[:;=][-']?[()DPp/\\|3<]|<3|[()]:"
)
_LOWERED: Final = word_set(
    "i i'm i've i'd i'll im ive you you're you've you'd you'll your yours yourself he she they we it this that there he's she's they're it's that's there's nobody no "
    "someone somebody everyone everybody people nothing everything something my his her their our the a an some most all both one none neither sometimes always never usually "
    "mostly maybe still now today then back at in on for after since when every last these those lately often as deep of part only once just even not what being having asking "
    "talking trusting letting needing things life school work friends mum mom dad and with to from whenever if")  # fmt: skip
_NOT_REPEATED: Final = (Tone.SEVERE, Tone.STRONG, Tone.HARM, Tone.LOSS)
_FAMILY_NAMES: Final = word_set(
    "Mother Father Mum Mom Dad Mama Papa Gran Granny Grandma Grandpa Grandad Nan Nana Auntie God"
)
_ROLE_NAMES: Final = word_set("mum mom dad mama papa gran grandma grandpa granny grandad nan")


class ReflectionWriter:
    """Gives back what was said. The words come from data/replies/reflections.yml."""

    def __init__(self, *, openings: Mapping[str, Sequence[str]]) -> None:
        self._openings = {kind: tuple((opening_id(text), text) for text in texts) for kind, texts in openings.items()}

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads the openings. Raises `SetUpError` listing every mistake."""
        file = read_marked(path)
        problems = list(file.problems)
        openings = file.values if isinstance(file.values, dict) else {}
        for kind in sorted(KINDS.keys() - openings.keys()):
            problems.append(f"{file.place(())}: the list {kind} is missing")
        for kind, texts in openings.items():
            problems += _mistakes(file.place((kind,)), kind, texts)
        if problems:
            raise SetUpError(problems)
        return cls(openings=openings)

    def write(
        self, answer: str, read_now: Reading, asked: Asked | None, *, openings: Sequence[str]
    ) -> Reflection | None:
        """The reflection of one answer; `openings` are the ids of the last ones used, oldest first."""
        kind, slots = self._content(answer, read_now, asked)
        if kind is None:
            return None
        recent = set(openings[-REMEMBERED:])
        fresh = [(ident, text) for ident, text in self._openings[kind] if ident not in recent] or list(
            self._openings[kind]
        )
        ident, text = fresh[
            crc32(f"{len(openings)} {' '.join(openings)} {answer}".encode("utf-8", "replace")) % len(fresh)
        ]
        said = re.sub(r"\{(\w+)\}", lambda slot: slots[slot.group(1)], text)
        return Reflection(said, ident)

    def _content(self, answer: str, reading: Reading, asked: Asked | None) -> tuple[str | None, dict[str, str]]:
        text = without_controls(answer)
        if is_blank(text):
            return ("wordless", {}) if _EMOJI_ONLY.search(answer) else (None, {})
        if not reading.language_known or not _is_latin(text):
            return None, {}
        low = plain(text)
        if _COMMAND.match(low) or _INJECTION.search(low):
            return None, {}
        if tells_of_harm(text):
            return "harm", {}
        if _AT_BOT.search(low) and len(words(text)) <= 40:
            return "at_bot", {}
        if says_no_one(text):
            return ("no_one", {}) if asked is not None and asked.step == StepKind.PERSON else (None, {})
        if declines(text) and len(words(text)) <= 15:
            return "declined", {}
        if is_unsure(text):
            return "unsure", {}
        if _BARE.match(low):
            return None, {}
        who = _person(text, reading, asked)
        if who is not None:
            return "person", {"who": who, "Who": _capital(who)}
        return self._given_back(text, answer, reading, asked)

    def _given_back(
        self, text: str, answer: str, reading: Reading, asked: Asked | None
    ) -> tuple[str | None, dict[str, str]]:
        low = plain(text)
        if is_fresh_loss(text) or (tells_of_loss(text) and len(words(text)) <= 12):
            return "loss", {}
        from_reader = from_statements(answer, reading, asked)
        sides = _two_sides(from_reader)
        if sides is not None:
            return "two_sides", sides
        if not from_reader and _ASK_BOT.search(low) and len(words(text)) <= 30:
            return "ask_bot", {}
        ordered = _ordered([*from_reader, *most_telling(answer)])
        if not ordered:
            return _without_a_clause(text)
        best = ordered[0]
        return (best.tone.value, {}) if best.tone in _NOT_REPEATED else self._in_words(best, text)

    def _in_words(self, clause: Clause, text: str) -> tuple[str | None, dict[str, str]]:
        """A clause in the kind of sentence that its tone and its grammar allow."""
        said = clause.text
        if not is_question(said) and not says_you(said) and stands_alone(said) and not _may_be_a_name(said, text):
            return clause.tone.value, {"said": _embedded(turned(said))}
        if clause.tone in (Tone.BLAME, Tone.FEELS):
            return "severe", {}
        is_whole = len(words(text)) <= len(words(said)) + 2
        if len(words(said)) <= FRAGMENT_WORDS_MAX and is_whole and not is_question(said) and not says_you(said):
            return _fragment(said)
        return "quote", {"quote": _quoted(said)}


def _ordered(candidates: Sequence[Clause]) -> Sequence[Clause]:
    """What the reader read first; among the rest a heavy word about oneself goes before anything else."""
    read = [clause for clause in candidates if clause.is_statement]
    rest = [clause for clause in candidates if not clause.is_statement]
    heavy = [clause for clause in rest if clause.tone in (Tone.SEVERE, Tone.BLAME, Tone.FEELS)]
    return [*read, *heavy, *rest]


def _may_be_a_name(clause: str, text: str) -> bool:
    """True where the first word is written large and nothing tells a name from the beginning of a sentence."""
    first = re.match(r"[A-Z][\w'-]*", clause)
    if first is None or first.group().casefold() in _LOWERED or first.group() in _FAMILY_NAMES:
        return False
    word = re.escape(first.group())
    return not re.search(rf"[^\s.!?]\s+{word}\b", text) and not re.match(
        rf"{word} (?:and|is|was|has|had|put|came|never|always|did|didn't|told|said|says|would|could|can|kept|made|gave|knows|gets)\b",
        clause,
    )


def _fragment(said: str) -> tuple[str, dict[str, str]]:
    words_turned = _embedded(turned(said))
    return "fragment", {"said": words_turned, "Said": _capital(words_turned)}


def _two_sides(clauses: Sequence[Clause]) -> dict[str, str] | None:
    good = [
        c
        for c in clauses
        if c.tone in (Tone.PLAIN, Tone.OTHERS) and len(words(c.text)) <= SIDE_WORDS_MAX and stands_alone(c.text)
    ]
    good = [c for c in good if not says_you(c.text) and not is_question(c.text)]
    plus = next((c for c in good if c.direction is Direction.PLUS), None)
    minus = next((c for c in good if c.direction is Direction.MINUS), None)
    if plus is None or minus is None or plus.text in minus.text or minus.text in plus.text:
        return None
    return {"one": _embedded(turned(plus.text)), "other": _embedded(turned(minus.text))}


def _without_a_clause(text: str) -> tuple[str | None, dict[str, str]]:
    """Where no clause stands out: a few words come back as they are, a longer answer is acknowledged."""
    clean = tidy(text)
    count = len(words(clean))
    fits = tone_of(clean) in (Tone.PLAIN, Tone.OTHERS) and not re.search(
        r"[<>{}\[\]\\|=@]|https?|\d{4,}|[.!;]\s", clean
    )
    if fits and not says_you(clean) and not is_question(clean) and 2 <= count <= FRAGMENT_WORDS_MAX:
        return _fragment(clean)
    return ("heard", {}) if len(words(text)) > 2 else (None, {})


def _person(text: str, reading: Reading, asked: Asked | None) -> str | None:
    """Who was named, where the question was "who?" and the answer does little more than name them."""
    if asked is None or asked.step != StepKind.PERSON or len(words(text)) > FRAGMENT_WORDS_MAX:
        return None
    particular = [m for m in reading.mentions if m.figure.is_particular]
    if len({(m.figure, m.name) for m in particular}) > 1 or re.search(r"\b(?:and|or|not|but)\b", text.casefold()):
        return None
    figure = particular[0].figure if particular else figure_said(text)
    if figure is None:
        return None
    return person_words(figure, particular[0].name if particular else None, heard=(text,)).full


def _embedded(said: str) -> str:
    """A turned clause as the middle of a sentence: its first letter small unless it is a name's, its end bare."""
    said = re.sub(r"[\s.,;:!\u2026]+$", "", said)
    said = re.sub(r"\bi\b(?!')", "I", said) if re.search(r"[\u201c\"]", said) else said
    first = re.match(r"[^\W\d_]+(?:'[^\W\d_]+)*", said)
    if first and first.group().casefold() in _LOWERED and first.group().casefold() not in _ROLE_NAMES:
        said = said[0].lower() + said[1:]
    elif first and first.group().isupper() and len(first.group()) > 1 and said.isupper():
        said = said.lower()
    if first and first.group().casefold() in _ROLE_NAMES:
        said = "your " + said[0].lower() + said[1:]
    return said


def _quoted(text: str) -> str:
    inner = re.sub(r"[\u201c\u201d\"]", "'", text)
    inner = re.sub(r"\bi\b(?=[ '])", "I", inner)
    inner = _capital(inner)
    return inner if inner[-1:] in "?!" else inner + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) >= 0.7 * len(letters)
