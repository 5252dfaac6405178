"""Laws of what the store seals: every value of the domain comes back equal, and opens nowhere but at its place."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.store.mapping import (
    COPING,
    DECLINED_TOPIC,
    MESSAGE,
    MODEL,
    SMALL_STEP,
    STATE,
    STATEMENT,
    WAY_BACK,
    CopingFacts,
    MessageWords,
    SmallStepFacts,
    StatementFacts,
    WayBackFacts,
)
from bot.store.sealing import PersonKey
from bot.working_model.dialogue import Choice, DialogueState, Reply
from bot.working_model.identity import KnownPersonId, MessageId
from bot.working_model.person import DeclinedTopic
from bot.working_model.risk import SafetyState
from bot.working_model.statement import THEME_OF, Asked, Coping, Facet, Span, Statement

KEY = PersonKey(bytes(range(32)))
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
times = st.datetimes(timezones=st.just(UTC))
spans = st.tuples(st.integers(0, 10_000), st.integers(1, 500)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
shares = st.floats(0, 1)
asked = st.builds(Asked, question=texts, name=st.none() | texts, step=st.none() | texts)
known_ids = st.none() | texts.map(KnownPersonId)


@st.composite
def statements(draw):
    facet = draw(st.sampled_from(Facet))
    return draw(
        st.builds(
            Statement, span=spans, theme=st.just(THEME_OF[facet]), facet=st.just(facet), name=st.none() | texts,
            certainty=shares, confidence=shares, rule=st.none() | texts,
        )
    )  # fmt: skip


safety = st.builds(
    SafetyState,
    watch_points=st.floats(0, 1e6),
    awaiting=st.none() | texts,
    said=st.lists(texts, max_size=3).map(tuple),
    told_program_at_utc=st.none() | times,
)
states = st.builds(
    DialogueState,
    question=texts,
    asked=st.none() | asked,
    about=known_ids,
    wordings=st.lists(st.tuples(texts, st.integers(0, 9)), max_size=3).map(tuple),
    openings=st.lists(texts, max_size=3).map(tuple),
    safety=safety,
)
replies = st.builds(
    Reply,
    paragraphs=st.lists(texts, max_size=3).map(tuple),
    choices=st.lists(st.builds(Choice, id=texts, label=texts, argument=st.none() | texts), max_size=2).map(tuple),
)
words = st.builds(
    MessageWords,
    text=texts,
    client_id=st.none() | texts,
    argument=st.none() | texts,
    asked=st.none() | asked,
    rules=st.lists(texts, max_size=2).map(tuple),
    reply=st.none() | replies,
)
facts = st.builds(
    StatementFacts,
    statement=statements(),
    about=known_ids,
    true_these_days=st.none() | st.integers(0, 4),
    reworded=st.none() | texts,
    not_about=st.lists(texts, max_size=2).map(tuple),
)
ways = st.builds(CopingFacts, coping=st.builds(Coping, span=spans, confidence=shares), about=known_ids)
message_ids = st.none() | texts.map(MessageId)
small_steps = st.builds(
    SmallStepFacts,
    about=known_ids,
    plan=message_ids,
    expected=message_ids,
    sure=st.none() | st.integers(0, 10),
    happened=message_ids,
    came_true=st.none() | st.booleans(),
    asked=st.integers(0, 9),
)
topics = st.builds(DeclinedTopic, name=st.none() | texts)
json_objects = st.dictionaries(
    texts,
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
KINDS = [
    pytest.param(MESSAGE, words, id="message"),
    pytest.param(STATE, states, id="state"),
    pytest.param(STATEMENT, facts, id="statement"),
    pytest.param(COPING, ways, id="coping"),
    pytest.param(DECLINED_TOPIC, topics, id="declined topic"),
    pytest.param(SMALL_STEP, small_steps, id="small step"),
    pytest.param(WAY_BACK, st.builds(WayBackFacts, passphrase_hash=texts), id="way back"),
    pytest.param(MODEL, json_objects, id="model"),
]


@pytest.mark.parametrize(("kind", "values"), KINDS)
def test_every_value_comes_back_equal(kind, values):
    @given(values)
    def law(value):
        assert kind.unseal(KEY, "row", kind.seal(KEY, "row", value)) == value

    law()


@given(st.binary(max_size=200), texts, texts)
def test_a_sealed_value_opens_at_its_place_alone(plain, place, other):
    sealed = KEY.seal(plain, place)
    assert KEY.unseal(sealed, place) == plain
    if other != place:
        with pytest.raises(StoreError):
            KEY.unseal(sealed, other)


@given(st.binary(max_size=300))
def test_bytes_from_anywhere_do_not_open(junk):
    with pytest.raises(StoreError):
        KEY.unseal(junk, "here")
