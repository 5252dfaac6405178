"""The words of the summary as data: for every facet and direction a clause for now, for then, and for one remembered time.

A clause must be true of *every* statement that carries its label (the codebook's page gives the range), so it stays wide; it is
always framed as something said. `{who}` is the person, `{them}` and `{their}` the pronouns, `[is|are]` agrees with `{who}`.
Clauses against oneself are softened to what is hard to feel; what somebody did to the speaker is told as what it was like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.working_model.statement import Direction, Facet

PLUS, MINUS = Direction.PLUS, Direction.MINUS


@dataclass(frozen=True, slots=True)
class Clauses:
    """Alternatives for each form, of equal meaning: one is chosen by the line's id."""

    now: tuple[str, ...]
    then: tuple[str, ...]
    once: tuple[str, ...]


def _clauses(now: str, then: str, once: str) -> Clauses:
    return Clauses(*(tuple(part.strip() for part in form.split("/")) for form in (now, then, once)))


ABOUT_SOMEONE: Final[Mapping[tuple[Facet, Direction], Clauses]] = MappingProxyType(
    {
        (Facet.RELIABILITY, PLUS): _clauses(
            "you can rely on {who} / you can trust {who}",
            "you could rely on {who} / you could trust {who}",
            "you could rely on {who} / {who} did not let you down",
        ),
        (Facet.RELIABILITY, MINUS): _clauses(
            "it is hard to trust {who} / it is hard to rely on {who}",
            "it was hard to trust {who} / it was hard to rely on {who}",
            "{who} let you down / you could not rely on {who}",
        ),
        (Facet.AVAILABILITY, PLUS): _clauses(
            "{who} [is|are] there for you when it counts / you can turn to {who} when you need to",
            "{who} [was|were] there for you when it counted / you could turn to {who} when you needed to",
            "{who} [was|were] there for you",
        ),
        (Facet.AVAILABILITY, MINUS): _clauses(
            "{who} [is|are] often not there when you need {them} / it is hard to count on {who} being there",
            "{who} [was|were] often not there when you needed {them} / you could not count on {who} being there",
            "{who} [was|were] not there for you",
        ),
        (Facet.RESPONSIVENESS, PLUS): _clauses(
            "{who} [hears|hear] you and [cares|care] / you feel heard and cared for with {who}",
            "{who} heard you and cared / you felt heard and cared for with {who}",
            "you felt cared for by {who} / {who} saw how you were and cared",
        ),
        (Facet.RESPONSIVENESS, MINUS): _clauses(
            "you do not feel heard or backed by {who} / what you feel does not seem to reach {who}",
            "you did not feel heard or backed by {who} / what you felt did not seem to reach {who}",
            "you did not feel heard or backed by {who}",
        ),
        (Facet.SAFETY, PLUS): _clauses(
            "you feel safe with {who} / you can feel safe around {who}",
            "you felt safe with {who}",
            "you felt safe with {who}",
        ),
        (Facet.SAFETY, MINUS): _clauses(
            "you do not feel well treated, or safe, with {who}",
            "you did not feel well treated, or safe, with {who}",
            "you felt hurt, put down or afraid with {who}",
        ),
        (Facet.COMFORT, PLUS): _clauses(
            "you feel at ease letting {who} come close / you can let {who} in",
            "you felt at ease letting {who} come close / you could let {who} in",
            "you let {who} in / you could let {who} come close",
        ),
        (Facet.COMFORT, MINUS): _clauses(
            "you keep a part of yourself back with {who} / you hold back with {who}",
            "you kept a part of yourself back with {who} / you held back with {who}",
            "you held back with {who} / you kept something to yourself with {who}",
        ),
        (Facet.CONNECTION, PLUS): _clauses(
            "you feel close to {who} / there is closeness between you and {who}",
            "you felt close to {who} / there was closeness between you and {who}",
            "you felt close to {who}",
        ),
        (Facet.CONNECTION, MINUS): _clauses(
            "you feel some distance between you and {who} / you do not feel close to {who}",
            "you felt some distance between you and {who} / you did not feel close to {who}",
            "you felt far from {who}",
        ),
        (Facet.ABANDONMENT, PLUS): _clauses(
            "you do not worry about losing {who} / you feel sure of {who} staying",
            "you did not worry about losing {who} / you felt sure of {who} staying",
            "you were not afraid of losing {who}",
        ),
        (Facet.ABANDONMENT, MINUS): _clauses(
            "you worry about losing {who} / you are afraid of losing {who}",
            "you worried about losing {who} / you were afraid of losing {who}",
            "you were afraid of losing {who}",
        ),
        (Facet.REJECTION, PLUS): _clauses(
            "you feel accepted by {who} / you can be yourself with {who} without fear of being turned away",
            "you felt accepted by {who}",
            "you felt accepted by {who}",
        ),
        (Facet.REJECTION, MINUS): _clauses(
            "you worry about not being wanted, or being judged, by {who}",
            "you worried about not being wanted, or being judged, by {who}",
            "you felt unwanted, or judged, by {who}",
        ),
        (Facet.REASSURANCE, PLUS): _clauses(
            "you feel sure of {who} without needing proof / you can be at ease about {who} without checking",
            "you felt sure of {who} without needing proof",
            "you could be at ease about {who} without checking",
        ),
        (Facet.REASSURANCE, MINUS): _clauses(
            "it is hard to feel sure of where you stand with {who}",
            "it was hard to feel sure of where you stood with {who}",
            "it was hard to feel sure of where you stood with {who}",
        ),
    }
)

IN_GENERAL: Final[Mapping[tuple[Facet, Direction], Clauses]] = MappingProxyType(
    {
        (Facet.RELIABILITY, PLUS): _clauses(
            "people can be trusted, for the most part / you can trust people",
            "you could trust people",
            "people did not let you down",
        ),
        (Facet.RELIABILITY, MINUS): _clauses(
            "it is hard to trust people / trusting people does not come easily",
            "it was hard to trust people",
            "people let you down",
        ),
        (Facet.AVAILABILITY, PLUS): _clauses(
            "there are people you can turn to / people are there when you need them",
            "there were people you could turn to",
            "people were there for you",
        ),
        (Facet.AVAILABILITY, MINUS): _clauses(
            "people are often not there when you need them / it is hard to find someone to turn to",
            "people were often not there when you needed them",
            "nobody was there for you",
        ),
        (Facet.RESPONSIVENESS, PLUS): _clauses(
            "you feel heard and cared for by people",
            "you felt heard and cared for by people",
            "people cared how you were",
        ),
        (Facet.RESPONSIVENESS, MINUS): _clauses(
            "you do not feel heard or backed by people / what you feel does not seem to reach people",
            "you did not feel heard or backed by people",
            "you did not feel heard or backed",
        ),
        (Facet.SAFETY, PLUS): _clauses("you feel safe with people", "you felt safe with people", "you felt safe"),
        (Facet.SAFETY, MINUS): _clauses(
            "you do not feel well treated, or safe, with people",
            "you did not feel well treated, or safe, with people",
            "you felt hurt, put down or afraid",
        ),
        (Facet.COMFORT, PLUS): _clauses(
            "you can lean on people, or let them come close",
            "you could lean on people, or let them come close",
            "you leaned on someone, or let them come close",
        ),
        (Facet.COMFORT, MINUS): _clauses(
            "leaning on people, or letting them close, does not come easily / you tend to hold back from people",
            "leaning on people, or letting them close, did not come easily / you tended to hold back from people",
            "you held back",
        ),
        (Facet.CONNECTION, PLUS): _clauses(
            "you feel you belong / you do not feel alone", "you felt you belonged", "you felt you belonged"
        ),
        (Facet.CONNECTION, MINUS): _clauses(
            "you feel alone, or left out",
            "you felt alone, or left out",
            "you felt alone, or left out",
        ),
        (Facet.ABANDONMENT, PLUS): _clauses(
            "you do not worry about people leaving / you feel that people will stay",
            "you did not worry about people leaving",
            "you were not afraid of being left",
        ),
        (Facet.ABANDONMENT, MINUS): _clauses(
            "you worry that people will leave / you are afraid of being left",
            "you worried that people would leave",
            "you were afraid of being left",
        ),
        (Facet.REJECTION, PLUS): _clauses(
            "you do not worry much about being turned away or judged / you can be yourself among people",
            "you did not worry much about being turned away or judged",
            "you did not fear being judged",
        ),
        (Facet.REJECTION, MINUS): _clauses(
            "you worry about not being wanted, or being judged",
            "you worried about not being wanted, or being judged",
            "you felt unwanted, or judged",
        ),
        (Facet.REASSURANCE, PLUS): _clauses(
            "you can be at ease without needing proof from anyone",
            "you could be at ease without needing proof from anyone",
            "you did not need proof from anyone",
        ),
        (Facet.REASSURANCE, MINUS): _clauses(
            "it is hard to feel sure of where you stand with people",
            "it was hard to feel sure of where you stood with people",
            "it was hard to feel sure of where you stood",
        ),
    }
)

# What somebody lets one feel of oneself is told with them; what is against oneself never is: that would blame them for it.
WITH_SOMEONE: Final[Mapping[tuple[Facet, Direction], Clauses]] = MappingProxyType(
    {
        (Facet.WORTH, PLUS): _clauses(
            "you can think well of yourself with {who}",
            "you could think well of yourself with {who}",
            "you felt all right as you were with {who}",
        ),
        (Facet.LOVABILITY, PLUS): _clauses(
            "you feel loved, or wanted, with {who}",
            "you felt loved, or wanted, with {who}",
            "you felt loved, or wanted, with {who}",
        ),
    }
)

OF_ONESELF: Final[Mapping[tuple[Facet, Direction], Clauses]] = MappingProxyType(
    {
        (Facet.WORTH, PLUS): _clauses(
            "you are all right as you are / you can think well of yourself",
            "you felt all right as you were",
            "you felt all right as you were",
        ),
        (Facet.WORTH, MINUS): _clauses(
            "it is hard to feel that you are enough / you find it hard to see your own worth",
            "it was hard to feel that you were enough / you found it hard to see your own worth",
            "it was hard to feel that you were enough",
        ),
        (Facet.LOVABILITY, PLUS): _clauses(
            "you can be loved as you are / you are someone who can be loved",
            "you felt that you could be loved",
            "you felt that you could be loved",
        ),
        (Facet.LOVABILITY, MINUS): _clauses(
            "it is hard to believe that someone could want or love you / you doubt whether someone could love you",
            "it was hard to believe that someone could want or love you",
            "it was hard to believe that someone could love you",
        ),
        (Facet.COMPETENCE, PLUS): _clauses(
            "you can manage, and there are things you do well / you trust yourself to handle things",
            "you could manage, and did things well",
            "you managed well",
        ),
        (Facet.COMPETENCE, MINUS): _clauses(
            "you find it hard to feel that you do things right / you doubt how well you manage",
            "you found it hard to feel that you did things right / you doubted how well you managed",
            "you doubted how well you managed",
        ),
    }
)
