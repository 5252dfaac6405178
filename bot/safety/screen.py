"""The screen: one message in, one verdict out. Pure, without model or store; every message passes it before anything else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from bot.safety.classifier import Classifier, reading
from bot.safety.folding import fold
from bot.safety.last_few import LastFew
from bot.safety.rules import RULES_DIR, Finding, RuleBook, Spelt, load_rules
from bot.safety.tongues import is_readable
from bot.working_model.risk import Level, RiskKind, Verdict

# Of two findings of one level, the kind further to the left chooses the path of the protocol.
KIND_ORDER: Final = (
    RiskKind.TO_OTHERS,
    RiskKind.SELF,
    RiskKind.CHILD,
    RiskKind.FROM_SOMEONE,
    RiskKind.SOMEONE,
    RiskKind.PAST_HARM,
    RiskKind.BEREAVED,
    RiskKind.UNKNOWN_LANGUAGE,
)
RECENT_READ: Final = 4  # messages looked back on for distress before a question about means
_FRAGMENT_WORDS: Final = 8  # a thought sent in pieces is put together when the pieces are this short
_BREAKS_OFF: Final = "to not never no will would could can i am is are and or but of the a an my me his her want going about like if that for in on with from"
_LEADS_ON: Final = frozenset(_BREAKS_OFF.split())
_JOINS_ON: Final = "and but so because no yes ok okay well now then"
_BEFORE_A_CLAUSE: Final = frozenset(_JOINS_ON.split())
_MAKES_A_CLAUSE: Final = "am will would want wanna wanted need wish hope have had can could do feel think should must might may shall going gonna plan"
_VERBS: Final = frozenset(_MAKES_A_CLAUSE.split())
_TOLD_PAST: Final = (RiskKind.BEREAVED, RiskKind.PAST_HARM)
# In a scene who is the danger to whom is the classifier's weakest guess: a silent father at his shave may come out as a threat to him.
_IN_A_SCENE: Final = (RiskKind.FROM_SOMEONE, RiskKind.CHILD, RiskKind.TO_OTHERS)
_JESTED_KINDS: Final = (RiskKind.TO_OTHERS, RiskKind.FROM_SOMEONE)
_NO_JEST: Final = ("now.", "danger.", "from.strangled", "from.weapon", "from.now", "from.stalking", "others.now")
_PERHAPS_THE_TALK: Final = "maybe-program"  # "I want it to stop": by itself no sign that the person is in danger
UNKNOWN_LANGUAGE_RULE: Final = "language.unknown"


class RuleScreen:
    """Screens by rules. A classifier, where one is given, may raise what they find and never lowers it."""

    def __init__(
        self,
        book: RuleBook | None = None,
        *,
        rules_path: Path = RULES_DIR,
        classifier: Classifier | Path | None = None,
    ) -> None:
        self._classifier = Classifier.load(classifier) if isinstance(classifier, Path) else classifier
        self._book = book if book is not None else load_rules(rules_path)
        self._latest: LastFew[tuple[tuple[Finding, ...], tuple[Finding, ...]]] = LastFew()
        self._marks: LastFew[frozenset[str]] = LastFew()

    def screen(self, text: str, recent: Sequence[str] = (), *, is_of_long_ago: bool = False) -> Verdict:
        """The verdict on `text`; `recent` are the last messages in, oldest first.

        Where a scene of childhood was asked for (`is_of_long_ago`), only the rules may see danger from somebody in it: "I am not to
        speak until he has finished" is the past, told as if it were now, and the classifier does not know the question.
        """
        spelt = self._book.spelt(text)
        return self._as_a_joke(self._found(text, spelt, recent, is_of_long_ago), spelt, recent)

    def _found(self, text: str, spelt: Spelt, recent: Sequence[str], is_of_long_ago: bool) -> Verdict:
        verdict = self._by_rules(text, spelt, recent)
        if self._classifier is None or (
            self._book.is_for_the_program(spelt.codes) and "self" not in self._noted_lately(recent)
        ):
            return verdict
        raised = self._classifier.raised(verdict, reading(spelt))
        return verdict if is_of_long_ago and raised.kind in _IN_A_SCENE else raised

    def _as_a_joke(self, verdict: Verdict, spelt: Spelt, recent: Sequence[str]) -> Verdict:
        """A laughing threat after "I was joking": `watch`, so that it is not met as danger each time. Never about oneself."""
        if verdict.level.rank < Level.CONCERN.rank or verdict.kind not in _JESTED_KINDS:
            return verdict
        if any(rule.startswith(_NO_JEST) for rule in verdict.rules) or "jest" not in self._noted_lately(recent):
            return verdict
        if "laughs" not in _noted(list(self._book.findings(spelt.codes))):
            return verdict
        return Verdict(Level.WATCH, verdict.kind, verdict.rules)

    def _by_rules(self, text: str, spelt: Spelt, recent: Sequence[str]) -> Verdict:
        verdict = self._found_in(spelt.codes, recent)
        whole = self._pieced_together(text, spelt, recent)
        if whole is not None:
            together = self._found_in(whole, recent)
            if (self._leads_on(recent[-1]) and not _is_whole(spelt.words)) or _weight(together) >= _weight(verdict):
                verdict = together
        if verdict.rules or is_readable(fold(text)):
            return verdict
        return Verdict(Level.WATCH, RiskKind.UNKNOWN_LANGUAGE, (UNKNOWN_LANGUAGE_RULE,))

    def _found_in(self, codes: str, recent: Sequence[str]) -> Verdict:
        found, possible = self._latest.of(
            codes, lambda: (tuple(self._book.findings(codes)), tuple(self._book.conditional(codes)))
        )
        if possible:
            noted = _noted(found) | self._noted_lately(recent)
            found = (*found, *(one for one in possible if one.rule.when in noted))
        return _verdict(found)

    def _leads_on(self, before: str) -> bool:
        """Whether the message breaks off ("i would never"): then the next is read only together with it."""
        words = self._book.words(before)
        return bool(words) and words[-1] in _LEADS_ON

    def _pieced_together(self, text: str, spelt: Spelt, recent: Sequence[str]) -> str | None:
        """The message after the one before it, where both are fragments ("i want" / "to die"); None where they are not."""
        if recent and 0 < len(spelt.codes) <= _FRAGMENT_WORDS and len(recent[-1]) <= 60:
            before = self._book.encode(recent[-1])
            if (
                0 < len(before) <= _FRAGMENT_WORDS
                and "." not in before
                and not _verdict(list(self._book.findings(before))).rules
            ):
                return self._book.encode(f"{recent[-1]} {text}")
        return None

    def _noted_lately(self, recent: Sequence[str]) -> frozenset[str]:
        """What is noted in the last few messages, beside which some findings count."""
        earlier = (self._marks.of(one, partial(self._marked, one)) for one in recent[-RECENT_READ:])
        return frozenset().union(*earlier)

    def _marked(self, text: str) -> frozenset[str]:
        return _noted(list(self._book.findings(self._book.encode(text))))


def _is_whole(words: Sequence[str]) -> bool:
    """Whether the message is a clause of its own ("i want to die"): what came before it ("she is not") denies nothing of it."""
    while words and words[0] in _BEFORE_A_CLAUSE:
        words = words[1:]
    return len(words) > 2 and words[0] == "i" and not _VERBS.isdisjoint(words[1:4])


def _weight(verdict: Verdict) -> tuple[int, bool]:
    return verdict.level.rank, bool(verdict.rules)


def _noted(found: Sequence[Finding]) -> frozenset[str]:
    """Marks among findings. A finding about oneself is noted as "self" and "distress", one about somebody near suicide as "somebody";
    what was told as history, as "past"."""
    noted = {one.rule.marks for one in found if one.rule.marks}
    if any(
        one.outcome.kind is RiskKind.SELF and one.outcome.level is not Level.NONE and one.context != _PERHAPS_THE_TALK
        for one in found
    ):
        noted |= {"self", "distress"}
    if any(one.outcome.kind is RiskKind.SOMEONE and one.outcome.level is not Level.NONE for one in found):
        noted |= {"somebody"}
    if any(one.outcome.level is Level.NONE and one.outcome.kind in _TOLD_PAST for one in found if not one.rule.marks):
        noted |= {"past"}
    return frozenset(noted)


def _verdict(found: Sequence[Finding]) -> Verdict:
    counted = [one for one in found if one.rule.marks is None]
    is_minor = any(one.rule.marks == "minor" for one in found)
    if not counted:
        return Verdict(Level.NONE)
    heaviest = min(
        counted, key=lambda one: (-one.outcome.level.rank, KIND_ORDER.index(one.outcome.kind or RiskKind.SELF))
    )
    kind = heaviest.outcome.kind
    if is_minor and kind is RiskKind.FROM_SOMEONE:
        kind = RiskKind.CHILD
    return Verdict(heaviest.outcome.level, kind, tuple(dict.fromkeys(one.id for one in counted)))
