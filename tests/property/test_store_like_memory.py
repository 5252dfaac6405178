"""A law of the store: whatever is done to it, it answers as the store in memory does."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.errors import AttuneError
from bot.store import SqlStore, migrate
from bot.working_model.dialogue import DialogueState
from bot.working_model.identity import ConversationId, KnownPersonId, MessageId, PersonId, SmallStepId, StatementId
from bot.working_model.kept import Standing
from bot.working_model.person import Consent, DeclinedTopic, Tie
from bot.working_model.statement import Figure
from tests.contract import builders
from tests.memory_store import MemoryStore
from tests.stores import MASTER_KEY, FixedClock

# Few ids, so that what is done meets what was done before.
persons = st.sampled_from([PersonId("p1"), PersonId("p2")])
talks = st.sampled_from([ConversationId("t1"), ConversationId("t2")])
message_ids = st.sampled_from([MessageId(f"m{n}") for n in range(1, 5)])
statement_ids = st.sampled_from([StatementId(f"s{n}") for n in range(3)])
step_ids = st.sampled_from([SmallStepId(f"step{n}") for n in range(2)])
known_ids = st.sampled_from([KnownPersonId("k1"), KnownPersonId("k2")])
numbers = st.integers(1, 5)
few = st.integers(0, 3)


class BothStores(RuleBasedStateMachine):
    """Does everything to both stores and compares what they answer."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'attune.sqlite3'}"
        migrate(url)
        self.sql = SqlStore.open(url, master_key=MASTER_KEY, clock=FixedClock())
        self.memory = MemoryStore()
        for store in (self.memory, self.sql):
            builders.populate(store, PersonId("p1"), ConversationId("t1"))
        self.begin()
        for number in (1, 2):
            said = builders.message(f"m{number}", number, ConversationId("t1"))
            self.both(lambda work, said=said: work.messages.add(said))
        self.commit()

    def begin(self):
        self.works = [store.begin().__enter__() for store in (self.memory, self.sql)]

    def leave(self):
        for work in self.works:
            work.__exit__(None, None, None)

    def both(self, use):
        answers = []
        for work in self.works:
            try:
                answers.append(use(work))
            except AttuneError as error:
                answers.append(type(error))
        assert answers[0] == answers[1]
        if isinstance(answers[0], type):
            self.leave()
            self.begin()

    @rule()
    def commit(self):
        self.both(lambda work: work.commit())

    @rule()
    def leave_and_begin(self):
        self.leave()
        self.begin()

    @rule(person=persons)
    def add_person(self, person):
        self.both(lambda work: work.people.add(builders.person(person)))

    @rule(person=persons, country=st.sampled_from(["AT", None]))
    def set_country(self, person, country):
        self.both(lambda work: work.people.set_country(person, country))

    @rule(person=persons)
    def erase(self, person):
        self.both(lambda work: work.people.erase(person))

    @rule(person=persons, given_=st.booleans())
    def consent(self, person, given_):
        consent = Consent(person, "share", "1", given_, builders.NOW)
        self.both(lambda work: work.people.add_consent(consent))

    @rule(person=persons, figure=st.sampled_from([Figure.FATHER, None]))
    def decline(self, person, figure):
        self.both(lambda work: work.people.decline(person, DeclinedTopic(figure)))

    @rule(person=persons, known=known_ids)
    def add_known(self, person, known):
        self.both(lambda work: work.known_people.add(builders.known(known, person)))

    @rule(known=known_ids, tie=st.sampled_from(Tie))
    def set_tie(self, known, tie):
        self.both(lambda work: work.known_people.set_tie(known, tie))

    @rule(person=persons, talk=talks)
    def add_conversation(self, person, talk):
        begun = builders.conversation(talk, person)
        self.both(lambda work: work.conversations.add(begun, token_sha256=builders.token_of(talk)))

    @rule(talk=talks, turn=few, behind=st.booleans())
    def save_conversation(self, talk, turn, behind):
        def save(work):
            shown = work.conversations.get(talk)
            version = shown.version - 1 if behind else shown.version
            work.conversations.save(replace(shown, state=DialogueState(turn=turn), version=version))

        self.both(save)

    @rule(talk=talks, holder=st.sampled_from(["one", "two"]), minute=few, lasts=few)
    def claim(self, talk, holder, minute, lasts):
        def claim(work):
            until = builders.later(minute + lasts)
            return work.conversations.claim(talk, holder=holder, until_utc=until, now_utc=builders.later(minute))

        self.both(claim)

    @rule(talk=talks, holder=st.sampled_from(["one", "two"]))
    def release(self, talk, holder):
        self.both(lambda work: work.conversations.release(talk, holder=holder))

    @rule(talk=talks)
    def next_number(self, talk):
        self.both(lambda work: work.messages.next_number(talk))

    @rule(talk=talks, this=message_ids, number=numbers, client=st.sampled_from(["a", "b", None]), minute=few)
    def add_message(self, talk, this, number, client, minute):
        said = builders.message(this, number, talk, client_id=client, at_utc=builders.later(minute))
        self.both(lambda work: work.messages.add(said))

    @rule(talk=talks, this=message_ids, number=numbers, to=message_ids)
    def add_reply(self, talk, this, number, to):
        self.both(lambda work: work.messages.add(builders.reply(this, number, to, conversation_id=talk)))

    @rule(person=persons, this=statement_ids, number=numbers, said=message_ids, way=numbers)
    def add_statement(self, person, this, number, said, way):
        kept, coping = builders.statement(this, number, said, episode_id="e"), builders.coping(way, said)
        self.both(lambda work: work.statements.add(person, [kept], [coping]))

    @rule(person=persons)
    def next_statement_number(self, person):
        self.both(lambda work: work.statements.next_number(person))

    @rule(person=persons, this=step_ids, minute=few, sure=st.none() | st.integers(0, 10), again=st.booleans())
    def take_step(self, person, this, minute, sure, again):
        step = builders.small_step(this, taken_at_utc=builders.later(minute), sure=sure)

        def take(work):
            (work.small_steps.save if again else work.small_steps.add)(person, step)
            return list(work.small_steps.of(person))

        self.both(take)

    @rule(person=persons, code=st.sampled_from(["c1", "c2"]), tries=few)
    def make_way_back(self, person, code, tries):
        self.both(lambda work: work.ways_back.put(builders.way_back(person, code_sha256=code, tries=tries)))
        self.both(lambda work: (work.ways_back.by_code("c1"), work.ways_back.by_code("c2")))

    @rule(person=persons)
    def take_way_back_away(self, person):
        self.both(lambda work: work.ways_back.remove(person))
        self.both(lambda work: work.ways_back.of(person))

    @rule(talk=talks, other=talks)
    def set_token(self, talk, other):
        self.both(lambda work: work.conversations.set_token(talk, builders.token_of(other)))

    @rule(this=statement_ids, standing=st.sampled_from(Standing), value=st.none() | st.integers(0, 4))
    def correct(self, this, standing, value):
        moved = ("k:k1",) if value == 0 else ()
        changes = {"standing": standing, "true_these_days": value, "is_over": value == 1, "not_about": moved}
        self.both(lambda work: work.statements.correct(replace(work.statements.get(this), **changes)))

    @rule(person=persons)
    def set_aside(self, person):
        self.both(lambda work: list(work.statements.set_aside(person)))

    @rule(person=persons, number=numbers)
    def revise(self, person, number):
        values = {"model": {"at": number}, "revision": {"number": number}, "number": number, "at_utc": builders.NOW}
        self.both(lambda work: work.revisions.save(person, **values))

    @rule(person=persons)
    def look_at_a_person(self, person):
        self.both(lambda work: (work.people.get(person), list(work.conversations.of(person))))
        self.both(lambda work: (list(work.people.consents(person)), list(work.people.declined(person))))
        self.both(lambda work: (list(work.known_people.of(person)), list(work.statements.of(person))))
        self.both(lambda work: (list(work.statements.coping_of(person)), list(work.statements.in_episode(person, "e"))))
        self.both(lambda work: (work.revisions.model(person), list(work.revisions.of(person, limit=2, before=5))))

    @rule(talk=talks, after=few, limit=few)
    def look_at_a_conversation(self, talk, after, limit):
        self.both(lambda work: work.conversations.by_token(builders.token_of(talk)))
        self.both(lambda work: list(work.messages.since(talk, after=after, limit=limit)))
        self.both(lambda work: list(work.messages.latest(talk, limit=limit)))
        self.both(lambda work: list(work.messages.unanswered(talk, limit=limit)))
        self.both(lambda work: work.messages.by_client_id(talk, "a"))
        self.both(lambda work: list(work.conversations.with_unanswered(limit=limit)))

    @rule(one=message_ids, other=message_ids, said=statement_ids)
    def look_at_messages(self, one, other, said):
        self.both(lambda work: work.messages.texts([one, other, one]))
        self.both(lambda work: work.messages.reply_to(one))
        self.both(lambda work: work.messages.get(one))
        self.both(lambda work: work.statements.get(said))

    def teardown(self):
        if hasattr(self, "works"):
            self.leave()
            self.sql.close()
            self.folder.cleanup()


TestBothStores = BothStores.TestCase
TestBothStores.settings = settings(
    max_examples=30, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
