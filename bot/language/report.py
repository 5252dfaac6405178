"""Writes docs/reading.md from measured figures, with its plots; checks figures against those recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.language.agreement import Agreement
from bot.language.evaluation import POLES, Report
from bot.working_model.weights import DEFAULT

TARGETS: Final = (
    ("theme × direction, macro-F1", "macro_f1", 0.85, True),
    ("direction given theme", "direction_given_theme", 0.95, True),
    ("figure", "attributes.figure", 0.90, True),
    ("time", "attributes.time", 0.85, True),
    ("coping, macro-F1", "coping_macro_f1", 0.70, True),
    ("coping, κ", "coping_kappa", 0.60, True),
    ("calibration error", "calibration_error", 0.05, False),
    ("false alarms per 100 neutral sentences", "alarms_per_100_neutral", 3.0, False),
    ("precision of what is shown", "shown_precision.share", 0.95, True),
    ("the same, self_worth −", "shown_precision_self_worth_minus.share", 0.98, True),
    ("the same, trust/safety −", "shown_precision_safety_minus.share", 0.98, True),
    ("minimal pairs, both halves right", "pairs", 0.92, True),
    ("short answers, F1", "short_answers.f1", 0.90, True),
)
"""Name, place among the figures, target, whether more is better (issue C)."""
CHECKED: Final = (
    "micro.f1",
    "macro_f1",
    "direction_given_theme",
    "span_half_f1",
    "attributes.figure",
    "attributes.time",
    "shown_precision.share",
)
DROP: Final = 0.01


def at(figures: Mapping[str, Any], place: str) -> float:
    """A figure by its dotted place."""
    value: Any = figures
    for part in place.split("."):
        value = value[part]
    return float(value)


def recorded(figures: Mapping[str, Any]) -> dict[str, float]:
    """The figures that a later run is held to."""
    return {place: round(at(figures, place), 4) for place in CHECKED} | {
        "alarms_per_100_neutral": round(at(figures, "alarms_per_100_neutral"), 3)
    }


def drops(now: Mapping[str, Any], before: Mapping[str, float]) -> list[str]:
    """What is more than one point worse than recorded, in words; empty where nothing is."""
    found = [
        f"{place}: {at(now, place):.3f}, recorded {before[place]:.3f}"
        for place in CHECKED
        if place in before and at(now, place) < before[place] - DROP
    ]  # fmt: skip
    alarms = at(now, "alarms_per_100_neutral")
    if alarms > before.get("alarms_per_100_neutral", alarms) + 100 * DROP:
        found.append(f"alarms_per_100_neutral: {alarms:.2f}, recorded {before['alarms_per_100_neutral']:.2f}")
    return found


def write(
    report: Report, others: Sequence[Report], extra: Mapping[str, Any], *, page: Path, plots: Path, command: str
) -> None:
    """Writes the page and its plots. `extra` holds pairs, invariance, load and corpus figures."""
    figures = dict(report.figures)
    figures["pairs"] = extra["pairs_all"]
    parts = [
        "# Reading\n",
        f"How well the reader reads, measured on the **{report.split}** split of the corpus (`data/statements`), by scenario: nothing of these "
        "scenarios was seen when rules were written or the classifier was trained. Written by a command, never by hand:\n",
        f"```\n{command}\n```\n",
        f"{report.messages} messages, {report.sentences} sentences, {figures['neutral_sentences']} of them without a statement. "
        f"The corpus: {extra['corpus']}. Who labelled: {extra['labelled_by']}\n",
        "## Against what it must reach\n",
        "| | measured | must reach |\n|---|---|---|",
        *(_target(name, at(figures, place), goal, more) for name, place, goal, more in TARGETS),
        "",
        "## Beside other readers\n",
        "Theme × direction by sentence, the same split.\n",
        "| reader | micro-F1 | macro-F1 | precision | recall | false alarms per 100 neutral |\n|---|---|---|---|---|---|",
        *(_row(r) for r in (*others, report)),
        "",
        *_chosen(extra["compared"]),
        *_two_coders(extra["agreement"]),
        "## By theme and direction\n",
        "| | precision | recall | F1 | there |\n|---|---|---|---|---|",
        *(
            f"| {p} | {d['precision']:.2f} | {d['recall']:.2f} | {d['f1']:.2f} | {d['there']} |"
            for p, d in ((p, figures["by_pole"][p]) for p in POLES)
        ),
        "",
        "## What is read of each statement\n",
        "Of statements found (theme and direction right, in the right sentence).\n",
        "| | share right |\n|---|---|",
        *(f"| {name} | {share:.2f} |" for name, share in figures["attributes"].items()),
        *(f"| figure, {kind} | {share:.2f} of {n} |" for kind, (share, n) in figures["figure_by"].items()),
        f"\nSpans: F1 {figures['span_exact_f1']:.2f} exact, {figures['span_half_f1']:.2f} half-overlap; everything right at once: F1 {figures['all_attributes_f1']:.2f}.",
        f"Coping: micro-F1 {figures['coping_micro']['f1']:.2f}, macro-F1 {figures['coping_macro_f1']:.2f}, κ {figures['coping_kappa']:.2f}.\n",
        "## How sure, and how right\n",
        "![Reliability](reading-reliability.svg) ![Coverage and risk](reading-coverage.svg)\n",
        f"Expected calibration error {figures['calibration_error']:.3f}. Shown (confidence {DEFAULT.shown_confidence:.2f} or more, {DEFAULT.shown_confidence_hurtful:.2f} where a wrong line would hurt most): precision {_shown(figures['shown_precision'])}, "
        f"self_worth − {_shown(figures['shown_precision_self_worth_minus'])}, trust/safety − {_shown(figures['shown_precision_safety_minus'])}; "
        f"{figures['shown_recall']:.2f} of all statements; {figures['shown_alarms_per_100_neutral']:.2f} false alarms per 100 neutral sentences.\n",
        "## Pairs and form\n",
        "| minimal pairs | both halves right |\n|---|---|",
        *(f"| {kind} | {share:.2f} of {n} |" for kind, (share, n, _) in extra["pairs"].items()),
        "\n| change of form | reading stays |\n|---|---|",
        *(f"| {name} | {share:.2f} of {n} messages |" for name, (share, n) in extra["invariance"].items()),
        "",
        "## Whom it misses\n",
        "False minus: the share of statements missed, where ten or more are there.\n",
        "| | missed | there |\n|---|---|---|",
        *(
            f"| {key} | {share:.2f} | {n} |"
            for key, (share, n) in (*figures["by_register"].items(), *figures["by_group"].items())
        ),
        "",
        "## What is taken for what\n",
        "| there | read | times |\n|---|---|---|",
        *(f"| {a} | {b} | {n} |" for a, b, n in figures["confusion"]),
        "",
        "## Cost\n",
        f"A 60-word message takes {extra['ms_60_words']:.1f} ms (p50, one core), loading {extra['load_s']:.1f} s, memory {extra['mb']:.0f} MB with Python and all libraries.\n",
    ]
    page.write_text("\n".join(parts), encoding="utf-8")
    _plots(figures, plots)


def _chosen(compared: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Other kinds of reader, measured on dev by another command; nothing where that was never run."""
    if not compared:
        return []
    return [
        "Which kind of reader ships was chosen on **dev** (`python -m bot.language.training.compare`; each with the threshold of its best micro-F1 there, Attune with its own):\n",
        "| reader | micro-F1 | macro-F1 | precision | recall | false alarms per 100 neutral |\n|---|---|---|---|---|---|",
        *(
            f"| {name} | {r['micro_f1']:.3f} | {r['macro_f1']:.3f} | {r['precision']:.2f} | {r['recall']:.2f} | {r['alarms_per_100_neutral']:.1f} |"
            for name, r in compared.items()
        ),
        "",
    ]


def _two_coders(found: Agreement) -> list[str]:
    """What two coders reach with each other: no reader can be asked for more."""
    layers = ", ".join(f"{name} {value:.2f}" for name, value in found.by_layer.items())
    return [
        "## Two coders\n",
        f"{found.messages} messages of all splits were labelled again, from the codebook and the text alone (data/agreement; both coders are language models). "
        "κ by sentence (for coping by message):\n",
        "| | κ |\n|---|---|",
        *(
            f"| {name} | {value:.2f} |"
            for name, value in (*found.by_theme.items(), *found.by_pole.items(), ("coping", found.coping))
        ),
        f"\nWhere both saw the same theme and direction, κ of {layers}. Read as a reader, the second coder has macro-F1 {found.f1:.3f} "
        f"and {found.figures['alarms_per_100_neutral']:.1f} false alarms per 100 neutral sentences; figure {found.figures['attributes']['figure']:.2f}, "
        f"coping macro-F1 {found.figures['coping_macro_f1']:.2f}.\n",
    ]


def _target(name: str, value: float, goal: float, more: bool) -> str:
    reached = value >= goal if more else value <= goal
    return f"| {name} | {value:.3f} {'' if reached else '**not reached**'} | {'≥' if more else '≤'} {goal:g} |"


def _row(report: Report) -> str:
    f = report.figures
    m = f["micro"]
    return f"| {report.name} | {m['f1']:.3f} | {f['macro_f1']:.3f} | {m['precision']:.2f} | {m['recall']:.2f} | {f['alarms_per_100_neutral']:.1f} |"


def _shown(share: Mapping[str, float]) -> str:
    return f"{share['share']:.3f} ({share['low']:.2f} to {share['high']:.2f}, n = {share['n']})"


def _plots(figures: Mapping[str, Any], folder: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams["svg.hashsalt"] = "attune"
    figure, axes = plt.subplots(figsize=(4, 3.2))
    axes.plot([0, 1], [0, 1], "--", color="#999")
    axes.plot(
        [c for c, _, _ in figures["reliability"]], [r for _, r, _ in figures["reliability"]], "o-", color="#1f5f5b"
    )
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1), title="Reliability")
    figure.tight_layout()
    figure.savefig(folder / "reading-reliability.svg", metadata={"Date": None})
    figure, axes = plt.subplots(figsize=(4, 3.2))
    axes.plot(
        [c for _, c, _ in figures["coverage_risk"]], [r for _, _, r in figures["coverage_risk"]], "o-", color="#1f5f5b"
    )
    axes.set(
        xlabel="share of findings kept",
        ylabel="share of the kept that is wrong",
        xlim=(0, 1.02),
        ylim=(0, None),
        title="Coverage and risk",
    )
    figure.tight_layout()
    figure.savefig(folder / "reading-coverage.svg", metadata={"Date": None})
    plt.close("all")
