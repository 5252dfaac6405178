"""Turns through the real Rasa: one remote call a message, whatever it is, whatever came before, whatever is broken."""

from __future__ import annotations

from uuid import uuid4

import pytest

from bot.working_model.dialogue import BUTTONS_ALONE, Command, Heard

# pytest resets the filter that the action server sets when it is made.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Your versions of rasa and:UserWarning")]

CANARY = "the canary sang at my sister's wedding"
# Names are left untyped here: the fixtures' classes live in conftest.py, which cannot be imported by name.


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hello", id="a greeting"),
        pytest.param("My sister, I suppose. She's the one I ring.", id="an answer"),
        pytest.param("stop", id="a command"),
        pytest.param("", id="empty"),
        pytest.param(" \n\t ", id="white space"),
        pytest.param("\x00\x01\x02", id="control characters"),
        pytest.param("nul\x00in the middle", id="NUL within"),
        pytest.param("🙂", id="emoji"),
        pytest.param("👍🏽 👨‍👩‍👧", id="joined emoji"),
        pytest.param("...", id="punctuation"),
        pytest.param("/stop", id="slash"),
        pytest.param(" /stop", id="space and slash"),
        pytest.param("/ I felt alone", id="slash and words"),
        pytest.param("/restart", id="Rasa's own restart"),
        pytest.param("/session_start", id="Rasa's own session start"),
        pytest.param('/skip@0.9{"a": 1}', id="Rasa's intent with entities"),
        pytest.param("EXTERNAL: restart", id="Rasa's external prefix"),
        pytest.param("[mother](person) {x}", id="Rasa's markup"),
        pytest.param("<script>alert(1)</script>", id="HTML"),
        pytest.param("אמא שלי תמיד שם", id="right to left"),
        pytest.param("\u202eevil\u202c", id="direction marks"),
        pytest.param("母はいつも", id="no spaces"),
        pytest.param("a" * 10_000, id="one word of 10,000"),
        pytest.param("I waited. " * 1_000, id="10,000 characters"),
        pytest.param("lone \ud83d surrogate", id="lone surrogate"),
    ],
)
@pytest.mark.parametrize("begun", [False, True], ids=["first message", "within the loop"])
def test_every_text_is_one_call(project, text: str, begun: bool) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    if begun:
        talk.say("my mother")
    assert len(talk.say(text)) == 1


@pytest.mark.parametrize("command", sorted(set(Command) - BUTTONS_ALONE))
@pytest.mark.parametrize("begun", [False, True], ids=["first message", "within the loop"])
def test_every_button_is_one_call(project, command: Command, begun: bool) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    if begun:
        talk.say("my mother")
    assert talk.say("", command=command) == [Heard(command, 1.0)]


def test_a_message_seen_again_is_handed_on_with_its_id(project) -> None:  # type: ignore[no-untyped-def]
    talk, message_id = project.talk(), uuid4().hex
    talk.say("skip", message_id=message_id)
    talk.say("skip", message_id=message_id)
    assert [message for message, _ in project.recorder.of(talk.id)] == [message_id, message_id]


def test_the_window_keeps_its_size_over_sixty_turns(project) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    sizes = []
    for turn in range(60):
        assert len(talk.say(f"{CANARY}, and that was the {turn}th time")) == 1
        sizes.append(len(project.window(talk.id)))
    assert max(sizes[3:]) - min(sizes[3:]) <= 12  # a timestamp has more or fewer decimals
    assert sizes[-1] < 1000


def test_the_window_holds_no_word(project) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    for _ in range(4):
        talk.say(CANARY, message_id=f"canary-{uuid4().hex}")
    window = project.window(talk.id)
    assert "canary" not in window
    assert project.loop(talk.id) == "reflection_form"


def test_two_talks_do_not_meet(project) -> None:  # type: ignore[no-untyped-def]
    one, other = project.talk(), project.talk()
    one.say("stop")
    other.say("skip")
    assert [heard.command for _, heard in project.recorder.of(one.id)] == [Command.STOP]
    assert [heard.command for _, heard in project.recorder.of(other.id)] == [Command.SKIP]


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM tracker_windows", "UPDATE tracker_windows SET snapshot = 'not a window'"],
    ids=["lost", "broken"],
)
def test_a_talk_goes_on_without_its_window(project, statement: str) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    talk.say("my mother")
    project.execute(statement)
    assert len(talk.say("she was there")) == 1
    assert len(talk.say("every evening")) == 1
    assert project.loop(talk.id) == "reflection_form"


@pytest.mark.parametrize(
    "metadata",
    [
        pytest.param({}, id="no envelope"),
        pytest.param({"message_id": "m", "expires": 4102444800, "mac": "0" * 64}, id="forged"),
        pytest.param({"message_id": "m", "expires": 1, "mac": "0" * 64}, id="out of date"),
    ],
)
def test_a_message_not_from_us_reaches_nothing(project, metadata: dict[str, object]) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    talk.send("stop", metadata=metadata)
    assert project.recorder.of(talk.id) == []


def test_the_actions_refuse_a_forged_call(project) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    tracker = {"sender_id": talk.id, "slots": {}, "latest_message": {"metadata": {"mac": "0"}}, "events": []}
    call = {"next_action": "validate_reflection_form", "tracker": tracker, "domain": {}, "version": "3.6.21"}
    response = project.http.post(f"{project.actions_url}/webhook", json=call)
    assert response.status_code == 403
    assert project.recorder.of(talk.id) == []


@pytest.mark.parametrize("begun", [False, True], ids=["first message", "within the loop"])
def test_a_failing_application_is_called_once_and_heals(project, begun: bool) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    if begun:
        talk.say("my mother")
    project.recorder.fails = True
    try:
        assert len(talk.say(CANARY)) == 1
    finally:
        project.recorder.fails = False
    assert len(talk.say(CANARY)) == 1
    assert len(talk.say("and then she came")) == 1
    assert "canary" not in project.log.read_text()


def test_rasa_says_when_it_cannot_save_and_when_it_can_again(project) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    talk.say("my mother")
    project.execute("ALTER TABLE tracker_windows RENAME TO away")
    try:
        assert len(talk.say(CANARY)) == 1
        ready_while_broken = project.ready()
        assert len(talk.say(CANARY)) == 1
    finally:
        project.execute("ALTER TABLE away RENAME TO tracker_windows")
    assert ready_while_broken is False
    assert project.ready() is True
    assert len(talk.say("she was there")) == 1
    assert project.loop(talk.id) == "reflection_form"
    assert "canary" not in project.log.read_text()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"sender": "a"}', b'{"sender": 1, "message": "' + CANARY.encode() + b'", "metadata": {}}'],
    ids=["empty", "not JSON", "a list", "no message", "sender is a number"],
)
def test_nonsense_is_refused_without_an_echo(project, body: bytes) -> None:  # type: ignore[no-untyped-def]
    response = project.http.post(f"{project.rasa_url}/webhooks/rest/webhook", content=body)
    assert response.status_code in (400, 422, 500)
    assert "canary" not in response.text
    assert "canary" not in project.log.read_text()


@pytest.mark.parametrize("path", ["/model/parse", "/conversations/x/tracker", "/status", "/domain"])
def test_rasa_s_own_api_is_not_there(project, path: str) -> None:  # type: ignore[no-untyped-def]
    assert project.http.get(f"{project.rasa_url}{path}").status_code == 404


def test_no_other_origin_is_let_in(project) -> None:  # type: ignore[no-untyped-def]
    response = project.http.get(
        f"{project.rasa_url}/webhooks/rest/ready", headers={"Origin": "https://elsewhere.example"}
    )
    assert "access-control-allow-origin" not in response.headers


def test_nothing_said_in_any_of_this_is_in_rasa_s_log(project) -> None:  # type: ignore[no-untyped-def]
    talk = project.talk()
    for copy in (f"/{CANARY}", f"/ {CANARY}", f"/skip@0.1{{{CANARY}}}", f"/skip{{{CANARY}}}", f"EXTERNAL: {CANARY}"):
        talk.send(copy)  # as they are, past our copy: even what Rasa would quote
    assert "canary" not in project.log.read_text()


def test_tensorflow_is_not_loaded(project) -> None:  # type: ignore[no-untyped-def]
    with open(f"/proc/{project.process.pid}/maps", encoding="utf-8") as maps:
        assert "tensorflow" not in maps.read()
