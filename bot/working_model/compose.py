"""Composes the sections of the summary out of strands of statements: which lines there are, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.working_model.episode import Answer
from bot.working_model.evidence import OTHERS, SELF, Era
from bot.working_model.expectation import Foreseen
from bot.working_model.identity import KnownPersonId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote, Standing
from bot.working_model.lines import Line, Numbering, Strand, form_of, in_their_words, line_id, shown, strands, tellings
from bot.working_model.model import WorkingModel
from bot.working_model.naming import naming
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.phrasing import Form, Subject, again, both, clause, finish, how_sure, pick, sentence
from bot.working_model.pooling import position
from bot.working_model.position import Position
from bot.working_model.statement import Direction, Facet, Figure, Theme
from bot.working_model.stories import Stories
from bot.working_model.weights import Weights

_ORDER = {facet: at for at, facet in enumerate(Facet)}
_EXCEPTIONS = (
    "More often you said that {main}; but you also said that {c}.",
    "Mostly, as you tell it, {main}. There is an exception: {c}.",
    "Most of what you said is that {main}, and yet you told of the other side too: {c}.",
)
_CONTRASTS = (
    "Back then, as you tell it, {then}; now {now}.",
    "It used to be, you said, that {then}; today {now}.",
)
_FRAMES_REMEMBERED = 3
UNKNOWN_MOST = 4  # a list that nobody reads helps nobody
NAMES_MOST = 6
_TIMES = frozenset({Form.ONCE, Form.TIMES})
_WHEN_OVER = {Form.NOW: Form.THEN, Form.MOVING: Form.THEN, Form.UNSURE: Form.UNSURE_THEN}
# Of whom it is not asked whether one feels sure of them.
_NOT_TO_LOSE = frozenset({Figure.PET, Figure.FAITH, Figure.GROUP, Figure.COLLEAGUE, Figure.THERAPIST, Figure.CHILD})
_STANDING = {Tie.ENDED: "over now", Tie.DIED: "no longer alive", Tie.NO_CONTACT: "no contact now"}
THEME_WORDS = {
    Theme.TRUST: "trust",
    Theme.CLOSENESS: "closeness",
    Theme.SELF_WORTH: "how you see yourself",
    Theme.SECURITY: "whether you feel sure of {them}",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What was told beside statements: ways of coping with their words, answers that tell an episode, small steps."""

    coping: Sequence[KeptCoping] = ()
    quote_of_way: Callable[[KeptCoping], Quote] | None = None
    answers: Sequence[Answer] = ()
    steps: Sequence[Foreseen] = ()


@dataclass(slots=True)
class Part:
    """A section being composed."""

    id: str
    kind: str
    title: str
    about: KnownPersonId | None = None
    lines: list[Line] = field(default_factory=list)


class Composer:
    """Composes one summary. Lines are made in reading order, so that quotes are numbered in that order."""

    def __init__(
        self,
        model: WorkingModel,
        *,
        statements: Sequence[KeptStatement],
        told: Told,
        known: Sequence[KnownPerson],
        quote_of: Callable[[KeptStatement], Quote],
        now_utc: datetime,
        weights: Weights,
    ) -> None:
        self.model = model
        self.weights = weights
        self.now_utc = now_utc
        self.numbering = Numbering(quote_of)
        self._known = {f"k:{person.id}": person for person in known}
        self._ties = {who: person.tie for who, person in self._known.items()}
        self._statements = [kept for kept in statements if kept.standing is Standing.LIVE]
        self._told = told
        self._strands = strands(self._statements, self._ties, weights)
        self._unsafe = {who for who, about in model.people.items() if about.is_unsafe}
        self._subjects = {OTHERS: Subject(OTHERS), SELF: Subject(SELF)} | self._people_named(quote_of)
        self._frames: list[str] = []

    def sections(self) -> list[Part]:
        """All sections that have lines."""
        parts = [self._person(who) for who in self._by_weight()]
        parts.append(self._part("general", "In general", self._of(OTHERS, themes=set(Theme) - {Theme.SELF_WORTH})))
        own = [s for who in (SELF, *self._by_weight()) for s in self._of(who, themes={Theme.SELF_WORTH})]
        parts.append(self._part("own_worth", "How you see yourself", own))
        parts += self._stories()
        parts.append(self._changing())
        parts.append(self._both_sides())
        parts.append(self._exceptions())
        return [part for part in parts if part.lines]

    def _stories(self) -> list[Part]:
        names = {self._known[who].id: s.naming for who, s in self._subjects.items() if s.naming is not None}
        unsafe = {self._known[who].id for who in self._unsafe if who in self._known}
        stories = Stories(self.numbering, names, unsafe, self.weights, self._told.quote_of_way)
        told = self._told
        return [
            Part(
                "patterns", "patterns", "Patterns", lines=stories.patterns(self._statements, told.coping, told.answers)
            ),
            Part("coping", "coping", "What you do when it is hard", lines=stories.ways(told.coping)),
            Part("expected", "expected", "What you expected and what happened", lines=stories.foreseen(told.steps)),
        ]

    def unknown(self) -> list[tuple[str, KnownPersonId | None, Theme | None]]:
        """What is not known yet: by person what has been touched on but not enough, then what has not come up."""
        found: list[tuple[str, KnownPersonId | None, Theme | None]] = []
        nothing: list[str] = []
        for who, person in sorted(self._known.items(), key=lambda item: -self._said_about(item[0])):
            if who in self._unsafe or not self._is_somebody(who):
                continue  # nothing asks for more about somebody dangerous
            missing, naming = self._missing(who), self._subjects[who].naming
            name, them = (naming.full, naming.them) if naming else ("", "them")
            if missing is None and not self._of(who, themes={Theme.SELF_WORTH}):
                nothing.append(name)
            elif missing and len(found) < UNKNOWN_MOST:
                words = _listed([THEME_WORDS[theme].format(them=them) for theme in missing])
                theme = missing[0] if len(missing) == 1 else None
                found.append((finish(f"{name}: not enough yet on {words}."), person.id, theme))
        if nothing:
            found.append((f"Not enough yet to say anything about {_listed(nothing[:NAMES_MOST])}.", None, None))
        if not self._enough(OTHERS, Theme.TRUST, Era.NOW):
            found.append(("What you expect of people in general has hardly come up.", None, Theme.TRUST))
        if not any(self._enough(who, Theme.SELF_WORTH, Era.NOW) for who in (SELF, *self._known)):
            found.append(("How you see yourself has hardly come up.", None, Theme.SELF_WORTH))
        return found

    def people(self) -> list[tuple[KnownPerson, str, bool, tuple[tuple[Theme, str, Position], ...]]]:
        """Each known person of whom something was said: the name, whether on the map, and the positions."""
        found = []
        for who in self._by_weight():
            person = self._known[who]
            positions = tuple(
                (theme, era.value, position(self.model, who, theme, era=era, weights=self.weights, at_utc=self.now_utc))
                for theme in Theme
                for era in Era
            )
            name = self._subjects[who].naming
            found.append((person, finish(name.full if name else ""), who not in self._unsafe, positions))
        return found

    def _is_somebody(self, who: str) -> bool:
        """True unless all there is of them is that they, or a town with a name like theirs, came up by the way."""
        person = self._known[who]
        if self._subjects[who].is_unnamed:
            return False
        is_told_of = any(strand.who == who for strand in self._strands.values())
        is_named = (person.name or person.called) is not None
        return is_told_of or (is_named and person.figure is not Figure.OTHER_PERSON)

    def _people_named(self, quote_of: Callable[[KeptStatement], Quote]) -> dict[str, Subject]:
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for kept in self._statements:
            if kept.about is not None:
                quote = quote_of(kept)
                texts[f"k:{kept.about}"] += [quote.text, quote.question]
        return {
            who: Subject(who, naming(person, texts[who], called=person.called)) for who, person in self._known.items()
        }

    def _said_about(self, who: str) -> float:
        return sum(sum(strand.weight.values()) for strand in self._strands.values() if strand.who == who)

    def _by_weight(self) -> list[str]:
        spoken_of = {kept.about for kept in self._statements if kept.about is not None}
        people = [who for who, person in self._known.items() if person.id in spoken_of]
        return sorted(people, key=lambda who: (-self._said_about(who), who))

    def _enough(self, who: str, theme: Theme, era: Era) -> bool:
        said = [s for s in self._strands.values() if (s.who, s.theme, s.era) == (who, theme, era)]
        return sum(sum(strand.weight.values()) for strand in said) >= self.weights.enough_to_say

    def _of(self, who: str, *, themes: Iterable[Theme]) -> list[Strand]:
        wanted = set(themes)
        mine = [s for s in self._strands.values() if s.who == who and s.theme in wanted and self._may_say(s)]
        return sorted(mine, key=lambda s: (s.era is Era.THEN, _ORDER[s.facet]))

    def _may_say(self, strand: Strand) -> bool:
        leading = strand.leading()
        if (
            strand.who in self._unsafe
            and leading is Direction.PLUS
            and form_of(strand.sides[leading], strand.era) in _TIMES
        ):
            return False  # one good moment with someone who hurts is not held up as an exception
        return (
            self._enough(strand.who, strand.theme, strand.era)
            and bool(strand.sides[leading])
            and strand.weight[leading] >= self.weights.enough_for_line
        )

    def _person(self, who: str) -> Part:
        person, subject = self._known[who], self._subjects[who]
        title = finish(subject.naming.full) if subject.naming else ""
        if person.tie in _STANDING and person.figure is not Figure.EX_PARTNER:
            title += f" ({_STANDING[person.tie]})"
        mine = self._of(who, themes=set(Theme) - {Theme.SELF_WORTH})
        part = self._part("person", title, mine)
        part.id, part.about = f"person:{person.id}", person.id
        return part

    def _part(self, kind: str, title: str, said: Iterable[Strand]) -> Part:
        part = Part(kind, kind, title)
        self._frames = []
        named: set[str] = set()
        before: Strand | None = None
        for strand in said:
            if strand.is_mixed(self.weights) or self._is_moving(strand):
                continue
            alike = before is not None and (before.who, before.era) == (strand.who, strand.era)
            after = before.leading() if before is not None and alike else None
            part.lines.append(self._line(strand, strand.leading(), first=strand.who not in named, after=after))
            named.add(strand.who)
            before = strand
        return part

    def _is_moving(self, strand: Strand) -> bool:
        return self._form(strand, strand.sides[strand.leading()]) is Form.MOVING

    def _line(
        self, strand: Strand, direction: Direction, *, first: bool = True, after: Direction | None = None
    ) -> Line:
        said = strand.sides[direction]
        subject = self._subjects[strand.who]
        called = None if first else again(subject)
        key = line_id(strand.who, strand.facet, strand.era)
        text, frame = sentence(
            strand.facet,
            direction,
            self._form(strand, said),
            subject,
            seed=key,
            called=called,
            after=after,
            not_frames=self._frames[-_FRAMES_REMEMBERED:],
        )
        self._frames.append(frame)
        return in_their_words(self._make(key, text, said, strand, direction=direction), said)

    def _form(self, strand: Strand, said: Sequence[KeptStatement]) -> Form:
        form = form_of(said, strand.era)
        return _WHEN_OVER.get(form, form) if self._is_over(strand, said) else form

    def _is_over(self, strand: Strand, said: Sequence[KeptStatement]) -> bool:
        """What the dead did is past, in whatever tense it is told, and so is what was said while a tie lasted that is over now.

        What is felt for somebody after the end ("I miss him") is today's.
        """
        tie = self._ties.get(strand.who, Tie.CURRENT)
        if tie is Tie.DIED and strand.theme is Theme.TRUST:
            return True
        return tie in (Tie.DIED, Tie.ENDED) and all(kept.tie in (Tie.CURRENT, Tie.NO_CONTACT) for kept in said)

    def _make(
        self,
        key: str,
        text: str,
        said: Sequence[KeptStatement],
        strand: Strand,
        *,
        direction: Direction | None,
        mixed: bool = False,
    ) -> Line:
        person = self._known.get(strand.who)
        answers = [kept.true_these_days for kept in said if kept.true_these_days is not None]
        unsure = sum(kept.statement.certainty for kept in said) / len(said) < 0.75
        return Line(
            id=key,
            text=text,
            quotes=self.numbering.of(shown(said)),
            statement_ids=tuple(kept.id for kept in said),
            about=person.id if person else None,
            theme=strand.theme,
            facet=strand.facet,
            direction=direction,
            era=strand.era,
            sure=how_sure(tellings(said), unsure=unsure),
            mixed=mixed,
            true_these_days=answers[-1] if answers else None,
        )

    def _everyone(self) -> list[Strand]:
        return [s for who in (*self._by_weight(), OTHERS, SELF) for s in self._of(who, themes=Theme)]

    def _changing(self) -> Part:
        part = Part("changing", "changing", "What is changing")
        self._frames = []
        for strand in self._everyone():
            if self._is_moving(strand) and not strand.is_mixed(self.weights):
                part.lines.append(self._line(strand, strand.leading()))
        for strand in self._everyone():
            before = self._strands.get((strand.who, strand.facet, Era.THEN))
            unnamed = self._subjects[strand.who].is_unnamed
            if strand.era is Era.NOW and before is not None and not unnamed and self._may_say(before):
                part.lines += self._contrast(before, strand)
        return part

    def _contrast(self, before: Strand, now: Strand) -> list[Line]:
        then_side, now_side = before.leading(), now.leading()
        if self._is_over(now, now.sides[now_side]):
            return []
        if then_side is now_side or before.is_mixed(self.weights) or now.is_mixed(self.weights):
            return []
        subject = self._subjects[now.who]
        key = line_id(now.who, now.facet, "then-and-now")
        then_words = clause(now.facet, then_side, Form.THEN, subject, seed=key)
        now_words = clause(now.facet, now_side, Form.NOW, subject, seed=key, called=again(subject))
        text = finish(pick(_CONTRASTS, key).replace("{then}", then_words).replace("{now}", now_words))
        said = (*before.sides[then_side], *now.sides[now_side])
        return [self._make(key, text, said, now, direction=now_side)]

    def _both_sides(self) -> Part:
        part = Part("mixed", "mixed", "Where you said both")
        for strand in self._everyone():
            if strand.is_mixed(self.weights) and all(strand.sides.values()):
                key = line_id(strand.who, strand.facet, strand.era, "both")
                plus, minus = strand.sides[Direction.PLUS], strand.sides[Direction.MINUS]
                past = strand.era is Era.THEN or self._is_over(strand, (*plus, *minus))
                forms = (Form.THEN, Form.THEN) if past else (Form.NOW, Form.NOW)
                text = both(strand.facet, self._subjects[strand.who], forms, seed=key)
                part.lines.append(self._make(key, text, (*plus, *minus), strand, direction=None, mixed=True))
        return part

    def _exceptions(self) -> Part:
        part = Part("exceptions", "exceptions", "Exceptions")
        for strand in self._everyone():
            unnamed = self._subjects[strand.who].is_unnamed
            if strand.is_mixed(self.weights) or strand.who in self._unsafe or unnamed:
                continue
            rare = Direction.MINUS if strand.leading() is Direction.PLUS else Direction.PLUS
            said = strand.sides[rare]
            if not said or strand.weight[rare] < self.weights.enough_for_line:
                continue
            key = line_id(strand.who, strand.facet, strand.era, "exception")
            main = strand.sides[strand.leading()]
            usual = self._told_as(strand, strand.leading(), main, key)
            other = self._told_as(strand, rare, said, key, called=again(self._subjects[strand.who]))
            text = finish(pick(_EXCEPTIONS, key).replace("{main}", usual).replace("{c}", other))
            part.lines.append(in_their_words(self._make(key, text, (*said, *main), strand, direction=rare), said))
        return part

    def _told_as(
        self,
        strand: Strand,
        direction: Direction,
        said: Sequence[KeptStatement],
        key: str,
        *,
        called: str | None = None,
    ) -> str:
        """One side in a clause, with "there was a time when" where it is a remembered one."""
        form = self._form(strand, said)
        words = clause(strand.facet, direction, form, self._subjects[strand.who], seed=key, called=called)
        lead = {Form.ONCE: "there was a time when ", Form.TIMES: "there were times when "}.get(form, "")
        return lead + words

    def _missing(self, who: str) -> list[Theme] | None:
        """The themes on which too little was said of somebody; None where it is all of them."""
        is_over = self._ties.get(who) in (Tie.DIED, Tie.ENDED)
        not_to_lose = is_over or self._known[who].figure in _NOT_TO_LOSE
        themes = [Theme.TRUST, Theme.CLOSENESS, Theme.SECURITY]
        known = [theme for theme in themes if any(self._enough(who, theme, era) for era in Era)]
        if not known:
            return None
        return [theme for theme in themes if theme not in known and not (not_to_lose and theme is Theme.SECURITY)]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
