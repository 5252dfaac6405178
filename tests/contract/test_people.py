"""What every store does with persons, consents, refusals and the people talked about."""

from __future__ import annotations

import pytest

from bot.errors import ConflictError, NotFoundError
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import Consent, DeclinedTopic, Tie
from bot.working_model.statement import Figure
from tests.contract.builders import ANNA, BEN, known, later, person, populate

NOBODY = PersonId("nobody")


def test_a_person_comes_back_as_they_were(store):
    with store.begin() as work:
        work.people.add(person(country="AT", language="de"))
        work.commit()
    with store.begin() as work:
        assert work.people.get(ANNA) == person(country="AT", language="de")


def test_the_same_person_twice_is_a_conflict_and_the_first_stays(store):
    with store.begin() as work:
        work.people.add(person(country="AT"))
        with pytest.raises(ConflictError):
            work.people.add(person(country="DE"))
        assert work.people.get(ANNA).country == "AT"


def test_a_country_is_set_and_taken_back(store):
    populate(store)
    for country in ("FR", None):
        with store.begin() as work:
            work.people.set_country(ANNA, country)
            work.commit()
        with store.begin() as work:
            assert work.people.get(ANNA) == person(country=country)


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda work: work.people.get(NOBODY), id="get"),
        pytest.param(lambda work: work.people.set_country(NOBODY, "AT"), id="set_country"),
        pytest.param(lambda work: work.people.erase(NOBODY), id="erase"),
        pytest.param(lambda work: work.people.decline(NOBODY, DeclinedTopic(Figure.FATHER)), id="decline"),
        pytest.param(lambda work: work.people.add_consent(Consent(NOBODY, "share", "1", True, later(0))), id="consent"),
        pytest.param(lambda work: work.known_people.add(known(person_id=NOBODY)), id="add known"),
        pytest.param(lambda work: work.known_people.set_tie(KnownPersonId("x"), Tie.DIED), id="set_tie"),
        pytest.param(lambda work: work.known_people.set_unsafe(KnownPersonId("x"), True), id="set_unsafe"),
        pytest.param(
            lambda work: work.known_people.rename(KnownPersonId("x"), figure=Figure.MOTHER, name=None), id="rename"
        ),
    ],
)
def test_who_is_not_there_is_not_found(store, use):
    with store.begin() as work, pytest.raises(NotFoundError):
        use(work)


def test_lists_of_nobody_are_empty(store):
    with store.begin() as work:
        assert list(work.people.consents(NOBODY)) == []
        assert list(work.people.declined(NOBODY)) == []
        assert list(work.known_people.of(NOBODY)) == []


def test_consents_are_kept_in_order_and_apart(store):
    populate(store)
    populate(store, BEN, "talk-ben")
    given = Consent(ANNA, "conversation", "2026-01", True, later(0))
    taken_back = Consent(ANNA, "conversation", "2026-01", False, later(0))
    bens = Consent(BEN, "share", "1", True, later(1))
    with store.begin() as work:
        for consent in (given, bens, taken_back):
            work.people.add_consent(consent)
        work.commit()
    with store.begin() as work:
        assert list(work.people.consents(ANNA)) == [given, taken_back]
        assert list(work.people.consents(BEN)) == [bens]


def test_a_declined_topic_is_kept_once_and_in_order(store):
    populate(store)
    father, words = DeclinedTopic(Figure.FATHER, "Papa"), DeclinedTopic(None, "the accident")
    with store.begin() as work:
        for topic in (father, words, father):
            work.people.decline(ANNA, topic)
        work.commit()
    with store.begin() as work:
        assert list(work.people.declined(ANNA)) == [father, words]


def test_known_people_come_in_the_order_in_which_they_came_up(store):
    populate(store)
    two_sisters = [known("z-first", name="Mia"), known("a-second", name=None)]
    with store.begin() as work:
        for sister in two_sisters:
            work.known_people.add(sister)
        work.commit()
    with store.begin() as work:
        assert list(work.known_people.of(ANNA)) == two_sisters


def test_the_same_known_person_twice_is_a_conflict(store):
    populate(store)
    with store.begin() as work:
        work.known_people.add(known())
        with pytest.raises(ConflictError):
            work.known_people.add(known(name="Lea"))
        assert [each.name for each in work.known_people.of(ANNA)] == ["Mia"]


def test_a_known_person_is_renamed_and_their_tie_changes(store):
    populate(store)
    with store.begin() as work:
        work.known_people.add(known(figure=Figure.OTHER_PERSON, name=None, called="stepmother"))
        work.known_people.set_tie(KnownPersonId("known-mia"), Tie.NO_CONTACT)
        work.known_people.set_unsafe(KnownPersonId("known-mia"), True)
        work.known_people.rename(KnownPersonId("known-mia"), figure=Figure.FRIEND, name="Mía")
        work.commit()
    with store.begin() as work:
        changed = known(figure=Figure.FRIEND, name="Mía", tie=Tie.NO_CONTACT, told_unsafe=True, called="stepmother")
        assert list(work.known_people.of(ANNA)) == [changed]
        work.known_people.rename(changed.id, figure=Figure.FRIEND, name="Mía", called="best friend")
        assert [each.called for each in work.known_people.of(ANNA)] == ["best friend"]
