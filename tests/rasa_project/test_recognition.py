"""What the trained model recognises in words that no example holds: every command, and answers as answers.

"Recognised" is what the application does with it: the command named, and believed at its confidence and length.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.dialogue.recognition import recognised
from bot.service.command_or_answer import command_of
from bot.working_model.dialogue import BUTTONS_ALONE, Command, Heard, Message, Stage
from bot.working_model.identity import ConversationId, MessageId

# pytest resets the filter that the action server sets when it is made.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Your versions of rasa and:UserWarning")]

HELD_OUT: dict[Command, list[str]] = {
    Command.START: ["let's begin then please", "okay, ready now, start please", "I want to begin the reflection"],
    Command.CHOOSE_GUIDE: ["could I see the other guides", "I'd prefer a different topic today", "pick another theme"],
    Command.SKIP: ["I'd like to skip that question", "next question pls", "could we go to another question"],
    Command.PAUSE: ["I need to pause now", "hold on a second", "let's continue this later"],
    Command.RESUME: ["okay back again, let's continue", "please continue", "let's carry on where we stopped"],
    Command.STOP: ["please end this", "I want to end the chat", "stop now please"],
    Command.HELP: ["can you give me some help", "how do I use this app", "what can I type here"],
    Command.WHY: ["why do you need to know that", "why are you asking", "why do you want me to answer this"],
    Command.WHO_ARE_YOU: ["am i speaking to a real human being", "are you some kind of AI", "what kind of bot are you"],
    Command.WHAT_IS_KEPT: ["what do you save about me", "do you keep this private", "how long is my data stored"],
    Command.SUMMARY: ["can you show me the summary", "what did you understand about me", "I'd like to see my summary now"],
    Command.NOT_RIGHT: ["no that's wrong", "you misread what I said", "that is not correct"],
    Command.NEVER_ASK: ["please never ask about my sister again", "don't ask me anything about my husband", "never mention my ex again"],
    Command.DELETE_ALL: ["please erase everything", "remove all my messages", "wipe all my data"],
    Command.EXPORT: ["I'd like to download my data", "send me a copy please", "give me my data as a file"],
    Command.THANKS: ["thanks so much", "thank you, that was good", "thanks a million"],
    Command.GREET: ["hi there", "good morning!", "hello, how are you today"],
    Command.AFFIRM: ["yes, please", "yeah sure", "of course, yes"],
    Command.DENY: ["no, thank you", "no, don't do that", "certainly not, no"],
    Command.REPEAT: ["can you repeat that please", "what was your question", "I didn't understand the question"],
}  # fmt: skip

ANSWERS = [
    "My grandad. He let me win at cards until I could really win.",
    "nobody",
    "I can't say I lean on anybody",
    "She stopped answering my letters.",
    "I skipped dinner so I wouldn't have to sit with them",
    "he'd start shouting before I'd even finished",
    "I would like to tell him, but I won't",
    "Next to her I always felt plain.",
    "He helped me move, twice",
    "they deleted me from the family chat",
    "I thank God for her every day",
    "Help never came from that side of the family",
    "She kept asking why I was so quiet",
    "My dad keeps everything, every receipt",
    "I was wrong to trust him",
    "It's not right how they treated her",
    "I never ask for anything",
    "i went back to him",
    "a pause and then she said it's fine",
    "End of story, I packed a bag",
    "Enough people have left already",
    "He said hello as if I was the postman",
    "Yes, my brother did, he sat with me all night",
    "no, she doesn't know",
    "Who would want that?",
    "I don't know why he did it",
    "That he would remember me",
    "Not once",
    "I'm the one who holds on",
    "tomorrow she'll act as if nothing happened",
    "we continued to live in the same house for a year",
    "I was ready to forgive him",
    "my subject was always him",
    "the list of people I trust is short",
    "He took a copy of my key",
    "I saved her seat every time",
    "She asked who I was",
    "I felt like someone had wiped me out",
    "Again and again the same fight",
    "fine, I suppose",
    "I wanted to delete everything about him",
    "skip it, that's what he always said",
    "stop, she said",
    "he never asked about my father",
    "that's not right, is it, treating a child so",
    "Mi madre, siempre.",
    "Meine Schwester, glaube ich",
    "mijn moeder was er nooit",
    "أمي دائما معي",
    "моя бабушка",
    "妈妈",
]


def taken_for(text: str, heard: Heard, stage: Stage = Stage.ASKING) -> Command | None:
    message = Message(MessageId("m"), ConversationId("t"), 1, False, text, datetime(2026, 1, 1, tzinfo=UTC))
    return command_of(message, heard, stage)


@pytest.mark.parametrize("command", sorted(set(Command) - BUTTONS_ALONE))
def test_commands_in_other_words(project, command: Command) -> None:  # type: ignore[no-untyped-def]
    stage = Stage.CONFIRMING if command in (Command.AFFIRM, Command.DENY) else Stage.ASKING
    talk = project.talk()
    heard = {text: taken_for(text, talk.say(text)[0], stage) for text in HELD_OUT[command]}
    assert heard == dict.fromkeys(HELD_OUT[command], command)


@pytest.mark.parametrize("text", ANSWERS)
def test_answers_stay_answers(project, text: str) -> None:  # type: ignore[no-untyped-def]
    assert taken_for(text, project.talk().say(text)[0]) is None


@pytest.mark.parametrize("command", sorted(set(Command) - BUTTONS_ALONE))
def test_a_button_is_certain(project, command: Command) -> None:  # type: ignore[no-untyped-def]
    assert project.talk().say("whatever", command=command) == [Heard(command, 1.0)]


def test_held_out_words_stand_in_no_example(all_examples: Callable[[], set[str]]) -> None:
    known = all_examples()
    phrases = [text for texts in HELD_OUT.values() for text in texts]
    assert [text for text in phrases if text.lower() in known] == []


def test_asked_from_outside_the_model_says_the_same(project, model) -> None:  # type: ignore[no-untyped-def]
    texts = ["next question please", "my grandmother", "delete all my data", "...", "/stop"]
    served = [project.talk().say(text)[0] for text in texts]
    asked = recognised(texts, model=model)
    assert [heard.command for heard in asked] == [heard.command for heard in served]
    assert [heard.confidence for heard in asked] == pytest.approx([heard.confidence for heard in served], abs=1e-6)
    assert [[command for command, _ in heard.also[:3]] for heard in asked] == [
        [command for command, _ in heard.also[:3]] for heard in served
    ]
    assert served[1].also
