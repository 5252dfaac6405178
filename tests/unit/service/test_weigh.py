"""Three opinions on command or answer: what the network is asked, what counts how much, and that nothing hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from bot.service.weigh import MOST_WORDS, together
from bot.working_model.dialogue import Command, Heard, Stage
from tests.builders import Talk, ToldReader, parts


@dataclass
class ToldCommands:
    """Says what it is told to, and remembers what it was asked."""

    says: Heard = field(default_factory=lambda: Heard(None, 1.0))
    fails: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    def weigh(self, question: str, text: str) -> Heard:
        self.asked.append((question, text))
        if self.fails:
            raise ValueError(text)
        return self.says


def _talk(commands: ToldCommands) -> Talk:
    return Talk.begin(replace(parts(reader=ToldReader()), commands=commands))


def test_a_reply_is_weighed_beside_the_open_question() -> None:
    commands = ToldCommands()
    talk = _talk(commands)
    talk.press(talk.greeting, "Someone I lean on")
    question = talk.conversation.state.question
    talk.say("My gran.")
    assert commands.asked == [(question, "My gran.")]


def test_where_no_question_is_open_it_is_weighed_beside_the_last_words() -> None:
    commands = ToldCommands(Heard(Command.HELP, 1.0))
    talk = _talk(commands)
    talk.say("how does this work?")
    assert commands.asked == [(talk.greeting.paragraphs[-1], "how does this work?")]


def test_what_the_network_is_sure_of_is_obeyed_though_nobody_else_heard_it() -> None:
    commands = ToldCommands(Heard(Command.PAUSE, 0.997, ((None, 0.003),)))
    talk = _talk(commands)
    talk.press(talk.greeting, "Someone I lean on")
    talk.say("kettle's going")
    assert talk.conversation.state.stage is Stage.PAUSED


def test_long_messages_and_buttons_are_not_weighed() -> None:
    commands = ToldCommands()
    talk = _talk(commands)
    talk.press(talk.greeting, "Someone I lean on")
    talk.say("word " * (MOST_WORDS + 1))
    assert commands.asked == []


def test_a_network_that_fails_loses_nothing() -> None:
    talk = _talk(ToldCommands(fails=True))
    talk.press(talk.greeting, "Someone I lean on")
    assert talk.say("My gran.").text


@pytest.mark.parametrize("stage", [Stage.ASKING, Stage.CHOOSING, Stage.PAUSED])
def test_a_yes_to_no_question_of_ours_stays_what_the_rules_say(stage: Stage) -> None:
    weighed = Heard(Command.AFFIRM, 0.99, ((None, 0.01),))
    assert together(weighed, Heard(Command.AFFIRM, 0.99), None, stage) is None
    assert together(weighed, Heard(Command.AFFIRM, 0.99), Command.RESUME, stage) is Command.RESUME


def test_a_doubtful_network_does_not_outweigh_the_rules() -> None:
    weighed = Heard(None, 0.7, ((Command.SKIP, 0.3),))
    assert together(weighed, Heard(Command.SKIP, 0.9), Command.SKIP, Stage.ASKING) is Command.SKIP
    assert together(Heard(Command.SKIP, 0.7, ((None, 0.3),)), Heard(None, 0.9), None, Stage.ASKING) is None


def test_a_sure_network_outweighs_them() -> None:
    weighed = Heard(None, 0.995, ((Command.STOP, 0.005),))
    assert together(weighed, Heard(Command.STOP, 0.6, ((None, 0.3),)), Command.STOP, Stage.ASKING) is None
