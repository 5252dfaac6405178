"""Writes docs/safety.md from what was measured: figures, false alarms, conversations, and who holds which promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.safety.evaluation import RISK_SETS, Evaluation, QuietRow, Rate, summed

# The promises of the design, and the tests that hold each.
PROMISES: Final = (
    ("Every message is screened first, by rules that need no model and no store; no verdict means a pause with neutral resources",
     "tests/unit/store/test_safety_without.py::test_neither_dialogue_nor_classifier_is_needed, ::test_no_store_is_needed, ::test_no_space_on_the_disk_is_needed, "
     "::test_a_screen_that_breaks_means_a_pause_with_neutral_resources; tests/conversations/test_faults.py::test_safety_needs_neither_rasa_nor_the_actions, "
     "::test_a_store_refusing_writes_is_told_and_healed; tests/unit/gateway/test_conversations.py::test_a_text_over_the_limit_is_refused_but_never_a_cry_for_help, "
     "::test_too_many_messages_are_refused_but_never_a_cry_for_help; test_protocol.py::test_without_a_verdict_help_is_named, test_replies.py::test_without_a_verdict_nothing_is_asked"),
    ("Structure instead of bare words; spelling as people type; help shown in a language it does not read",
     "test_rules.py::test_every_example_does_as_its_rule_says, test_spelling.py::test_words, test_tongues.py, "
     "tests/property/test_safety_laws.py::test_invisible_characters_hide_nothing, ::test_ordinary_talk_around_it_hides_nothing"),
    ("The level belongs to the conversation: up at once, down slowly, adding up; a clear no lets the talk go on",
     "test_protocol.py::test_the_level_rises_at_once, ::test_one_fine_or_another_subject_does_not_lower_it, ::test_three_signs_of_hopelessness_add_up, ::test_a_clear_no_lets_the_talk_go_on_with_help_in_sight, ::test_a_yes_is_met_like_danger, ::test_thoughts_that_come_and_go_are_met_without_alarm, "
     "::test_no_answer_is_not_pressed; test_rising.py::test_three_different_signs_add_up_also_with_ordinary_talk_between, ::test_help_stays_in_sight_to_the_end_once_the_level_was_high; test_about_oneself.py::test_a_refusal_is_no_denial; test_conversations.py::test_a_written_conversation (a denial and a relapse, the past turning present, means asked for after distress)"),
    ("What follows from each level and kind, in fixed words, by phone and in writing",
     "test_protocol.py::test_each_finding_has_its_own_way, ::test_danger_from_someone_asks_about_typing_then_informs_then_stays; "
     "test_replies.py::test_a_risk_to_oneself_names_lines_by_phone_and_in_writing, ::test_danger_from_someone_is_told_neither_to_leave_nor_to_confront_nor_to_be_with_someone; "
     "test_asked.py::test_in_danger_from_somebody_the_wish_is_obeyed; tests/unit/service/test_paused.py::test_no_question_is_asked_after_a_safety_reply"),
    ("Past harm, bereavement by suicide and an attempt long ago are acknowledged, not alarmed at",
     "test_protocol.py::test_what_is_past_never_raises_the_level, ::test_a_disclosure_asks_whether_it_may_be_kept, test_replies.py::test_the_past_is_believed_and_no_detail_asked_for"),
    ("Never methods, blame, minimising, a no-harm contract, a diagnosis, refusing to talk",
     "test_replies.py::test_no_method_and_nothing_forbidden, test_safety_laws.py::test_who_wants_to_go_on_can_within_three_turns"),
    ("Helplines from a dated table by country with a default, editable", "test_helplines.py::test_every_entry_is_dated_and_says_where_from, ::test_a_country_gets_its_own_lines_and_then_the_default"),
    ("A therapist is told of a flag only by a consent of its own, off and revocable",
     "test_audit.py::test_a_therapist_sees_flags_only_by_a_consent_of_its_own"),
    ("First contact and every three hours: this is a program; the minimum age",
     "test_protocol.py::test_first_contact_says_what_it_must, ::test_the_reminder_comes_every_three_hours_and_varies; "
     "tests/unit/store/test_safety_without.py::test_every_three_hours_of_use_it_says_that_it_is_a_program"),
    ("Logs and metrics carry level, rule ids and turn, never words",
     "test_screen.py::test_rules_are_named_and_words_are_not, test_protocol.py::test_the_state_is_plain_and_holds_no_words, test_audit.py::test_flags_carry_level_rules_and_time_and_no_word; tests/security/test_canary.py::test_the_canary_is_nowhere"),
    ("Hard negatives from our own talk stay quiet", "test_screen.py::test_ordinary_talk_is_left_alone, test_evaluation.py::test_false_alarms_on_development_do_not_rise"),
)  # fmt: skip

OPENING: Final = """# Safety: what it finds, what it misses

This page is written by `attune evaluate-safety --write`. The sets are in `data/safety`; each phrase was written for this project.

**Read the figures with care.** The *blind* set was written from the design alone, by a hand that saw neither rules nor training
phrases nor other sets; whoever wrote rules or phrases has not seen it, what stood near a phrase of theirs was taken out of it,
and it was measured when rules, protocol and classifier were done. All our hands are language models of one family, so a stranger
will be stranger than this; and one hand is harder than another: what this screen finds differs more from set to set than from one of its versions to the next.
The *once-blind* set was three such sets before: rules and protocol have been mended on false alarms of the first two and on
how their conversations went since, and the classifier's thresholds were chosen on all three. The *held-out* half is by the same hand
as the first rules. The *independent* set was blind once, too; rules and classifier have learnt from it since, so its figures say only
that they did. Everywhere *as shipped* means rules and classifier together, the second look included; *rules alone* is what stands where the classifier's files are missing.
Nobody should rely on this screen to notice a crisis: it is a net with holes under a program that says from the first line that it is not
watched and no crisis service.
"""


def render(evaluations: Sequence[Evaluation]) -> str:
    """The page, from evaluations in the order in which they are to stand."""
    parts = [OPENING]
    for evaluation in evaluations:
        parts.append(f"## {evaluation.half.capitalize()}, {evaluation.set_up}\n")
        parts.append(_summary(evaluation))
        parts.append(_kinds(evaluation))
        parts.append(_quiet(evaluation.quiet))
        if evaluation.scripts:
            parts.append(_scripts(evaluation))
    parts.append(_latency(evaluations[0]))
    parts.append(_promises())
    return "\n".join(parts)


def _summary(evaluation: Evaluation) -> str:
    names = (
        RISK_SETS
        if any(row.name == "german" for row in evaluation.rows)
        else tuple({row.name for row in evaluation.rows})
    )
    lines = ["| level | found at its level or above | interrupted (concern or acute) |", "|---|---|---|"]
    for level in ("acute", "concern", "watch"):
        found, interrupted = summed(evaluation.rows, level=level, names=names)
        if found.n:
            lines.append(f"| {level} | {found} | {interrupted} |")
    return "\n".join(lines) + "\n"


def _kinds(evaluation: Evaluation) -> str:
    lines = ["| set | level | kind | found at its level or above | interrupted |", "|---|---|---|---|---|"]
    lines += [f"| {row.name} | {row.level} | {row.kind} | {row.found} | {row.interrupted} |" for row in evaluation.rows]
    return "\n".join(lines) + "\n"


def _quiet(rows: Sequence[QuietRow]) -> str:
    lines = ["| where nothing should alarm | interrupting | gentle | acknowledged |", "|---|---|---|---|"]
    for row in rows:
        name = f"{row.name}: {row.about}" if row.about else row.name
        lines.append(f"| {name} | {row.interrupting} | {row.gentle} | {row.acknowledged or ''} |")
    return "\n".join(lines) + "\n"


def _scripts(evaluation: Evaluation) -> str:
    passed = Rate(sum(not one.failures for one in evaluation.scripts), len(evaluation.scripts))
    lines = [
        f"Conversations that held to their end: {passed}.\n",
        "| conversation | help first named at turn | what did not hold |",
        "|---|---|---|",
    ]
    for one in evaluation.scripts:
        lines.append(f"| {one.about} | {one.first_referral or 'not called for'} | {'; '.join(one.failures)} |")
    return "\n".join(lines) + "\n"


def _latency(evaluation: Evaluation) -> str:
    lines = ["## Time\n", "| message | ms |", "|---|---|"]
    lines += [f"| {name} | {value:.1f} |" for name, value in evaluation.latency_ms.items()]
    return "\n".join(lines) + "\n"


def _promises() -> str:
    lines = [
        "## The promises, and what holds them\n",
        "| | promise | tests (in tests/unit/safety unless said) |",
        "|---|---|---|",
    ]
    lines += [f"| {number} | {promise} | {tests} |" for number, (promise, tests) in enumerate(PROMISES, 1)]
    return "\n".join(lines) + "\n"
