"""The project's files: enough examples, none twice, no intent without its command, and nothing Rasa itself would warn of."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import Any

import pytest
import yaml

from bot.dialogue.process import ROOT, rasa_environment, validate_command, warnings_printed
from bot.dialogue.rasa_copy import ANSWER_INTENT, LONGEST_COMMAND_WORDS, LONGEST_COPY_CHARS, rasa_copy
from bot.working_model.dialogue import BUTTONS_ALONE, Command

COMMANDS = [command.value for command in Command if command not in BUTTONS_ALONE]
NLU = sorted((ROOT / "data" / "nlu").glob("*.yml"))


def entries() -> list[dict[str, Any]]:
    return [entry for path in NLU for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]]


def examples() -> list[tuple[str, str]]:
    """Every example with its intent."""
    return [
        (entry["intent"], line.strip().removeprefix("- "))
        for entry in entries()
        if "intent" in entry
        for line in entry["examples"].splitlines()
    ]


def patterns() -> dict[str, re.Pattern[str]]:
    found = [entry for entry in entries() if "regex" in entry]
    return {entry["regex"]: re.compile(entry["examples"].strip().removeprefix("- "), re.IGNORECASE) for entry in found}


def domain() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return loaded


EXAMPLES = examples()
PATTERNS = patterns()


@pytest.mark.parametrize("intent", COMMANDS)
def test_every_command_has_forty_examples(intent: str) -> None:
    assert Counter(intent for intent, _ in EXAMPLES)[intent] >= 40


def test_answers_have_four_hundred() -> None:
    assert Counter(intent for intent, _ in EXAMPLES)[ANSWER_INTENT] >= 400


def test_no_example_stands_twice() -> None:
    plain = Counter(
        " ".join(re.findall(r"\w+", text.lower().replace("'", "").replace("\u2019", ""))) for _, text in EXAMPLES
    )
    assert [text for text, times in plain.items() if times > 1 and text] == []


def test_no_example_holds_rasa_s_markup() -> None:
    assert [text for _, text in EXAMPLES if re.search(r"[\[\]{}]", text) or text.startswith("/")] == []


def test_every_example_is_written_as_rasa_is_sent_it() -> None:
    """Spelled out, that is: an example in shorthand would stand for words that never reach Rasa."""
    assert [text for _, text in EXAMPLES if rasa_copy(text) not in (text, f"/{ANSWER_INTENT}")] == []


def test_no_command_is_longer_than_what_rasa_is_sent() -> None:
    too_long = [
        text for intent, text in EXAMPLES if intent != ANSWER_INTENT and len(text.split()) > LONGEST_COMMAND_WORDS
    ]
    assert too_long == []
    assert all(len(text) <= LONGEST_COPY_CHARS for _, text in EXAMPLES)


def test_domain_intents_are_the_commands_and_the_answer() -> None:
    assert sorted(domain()["intents"]) == sorted([*COMMANDS, ANSWER_INTENT])


def test_the_rule_takes_up_every_intent() -> None:
    rules = yaml.safe_load((ROOT / "data" / "rules" / "reflection.yml").read_text(encoding="utf-8"))["rules"]
    taken_up = [step["intent"] for rule in rules for step in rule["steps"][0]["or"]]
    assert sorted(taken_up) == sorted(domain()["intents"])


def test_sessions_never_expire_by_themselves() -> None:
    assert domain()["session_config"] == {"session_expiration_time": 0, "carry_over_slots_to_new_session": False}


def test_there_is_no_action_but_the_validator() -> None:
    assert domain()["actions"] == ["validate_reflection_form"]


# "No" begins many answers, and only where we asked for a yes or no is it a command: its patterns together stand in 202 of
# 3688 answers (.0548), the rarest of them alone in none. The bound leaves room for four more.
MOST_OF_ANSWERS = {"deny": 0.056}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_s_patterns_are_its_own(command: str) -> None:
    """The patterns that name a command, taken as one, stand in most of its examples and in few answers."""
    named = re.compile("|".join(f"(?:{PATTERNS[name].pattern})" for name in NAMED_BY[command]), re.IGNORECASE)
    of_command = [bool(named.search(rasa_copy(text))) for intent, text in EXAMPLES if intent == command]
    of_answers = [bool(named.search(rasa_copy(text))) for intent, text in EXAMPLES if intent == ANSWER_INTENT]
    assert sum(of_command) / len(of_command) > 0.5
    assert sum(of_answers) / len(of_answers) < MOST_OF_ANSWERS.get(command, 0.03)
    answers = [rasa_copy(text) for intent, text in EXAMPLES if intent == ANSWER_INTENT]
    for name, most in zip(NAMED_BY[command], (0.03, 0.05, 0.05, 0.05, 0.05), strict=False):
        assert sum(bool(PATTERNS[name].search(text)) for text in answers) / len(answers) < most, name


NAMED_BY = {
    "start": ("says_start", "to_get_going"),
    "choose_guide": ("says_guide", "offers_to_choose_from"),
    "skip": ("says_skip", "past_this_question", "will_not_answer", "too_much_for_me", "another_one"),
    "pause": ("says_pause", "until_later", "a_short_time"),
    "resume": ("says_resume", "back_here", "goes_on"),
    "stop": ("says_stop", "an_end_for_today", "takes_leave"),
    "help": ("says_help", "how_to_use", "lost_here"),
    "why_do_you_ask": ("says_why", "reason_for_it"),
    "who_are_you": ("says_who", "asks_what_you_are"),
    "what_is_kept": ("says_kept", "asks_where_it_goes"),
    "show_summary": ("says_summary", "asks_what_you_have"),
    "not_right": ("says_not_right", "says_it_differently"),
    "never_ask_about": ("says_never_ask", "keep_it_out"),
    "delete_everything": ("says_delete", "rid_of_everything"),
    "export": ("says_export", "takes_it_along"),
    "thanks": ("says_thanks", "only_words_of_thanks"),
    "greet": ("says_hello", "how_goes_it"),
    "affirm": ("says_yes", "yes_and_little_more", "lets_it_be_done"),
    "deny": ("says_no", "no_and_little_more", "lets_it_not_be_done"),
    "repeat_question": ("says_repeat", "asks_for_other_words"),
}


@pytest.mark.slow
def test_rasa_has_nothing_to_warn_of(rasa_is_here: None) -> None:
    done = subprocess.run(
        validate_command(), cwd=ROOT, env=rasa_environment(), capture_output=True, text=True, check=False, timeout=280
    )
    assert warnings_printed(done.stdout + done.stderr) == []
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Validating intents" in done.stdout + done.stderr
