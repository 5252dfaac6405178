"""Where little is known, and with whom the person is not safe: what the chooser of questions needs of the model."""

from __future__ import annotations

from bot.working_model.evidence import OTHERS, SELF, UNIT, Bucket
from bot.working_model.identity import KnownPersonId
from bot.working_model.model import WorkingModel
from bot.working_model.statement import THEME_OF, Facet, Theme


def thin(model: WorkingModel, about: KnownPersonId | None) -> list[tuple[Theme, Facet]]:
    """Every theme and facet, thinnest first, about one person (None: in general); own worth counts whoever it was said of.

    Facets of equal evidence are ordered by their theme's evidence, then as the codebook lists them.
    """
    person = model.people.get(OTHERS if about is None else f"k:{about}")
    oneself = model.people.get(SELF)
    counts = dict.fromkeys(Facet, 0)
    for facet in Facet:
        for source in (person, oneself if THEME_OF[facet] is Theme.SELF_WORTH else None):
            if source is None:
                continue
            for bucket in (Bucket.NOW, Bucket.ACT):
                evidence = source.cells.get((facet, bucket))
                counts[facet] += evidence.plus + evidence.minus if evidence else 0
    of_theme = {theme: sum(counts[facet] for facet in Facet if THEME_OF[facet] is theme) for theme in Theme}
    # A tenth of a count is no difference worth a question.
    return sorted(
        ((THEME_OF[facet], facet) for facet in Facet),
        key=lambda pair: (counts[pair[1]] * 10 // UNIT, of_theme[pair[0]] * 10 // UNIT, list(Facet).index(pair[1])),
    )


def unsafe_people(model: WorkingModel) -> list[KnownPersonId]:
    """Those the person still has to do with and told of being hurt, shamed or controlled by."""
    return [KnownPersonId(who[2:]) for who, about in sorted(model.people.items()) if about.is_unsafe]
