"""The table of helplines: wide, dated, checked in form."""

from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.safety import Helplines
from bot.safety.helplines import SOURCES

TABLE = """
default:
  emergency: []
  lines: [{name: Find, for: [crisis], chat: "find.org", checked: 2026-11-22, source: recalled}]
countries:
  "GB":
    emergency: ["999"]
    lines: [{name: Samaritans, for: [crisis], phone: "116 123", checked: 2026-11-22, source: recalled}]
"""


@pytest.fixture(scope="module")
def table() -> Helplines:
    return Helplines.load()


def test_at_least_forty_countries_and_a_default(table: Helplines) -> None:
    assert len(table.countries) >= 40
    assert table.default.lines


def test_every_entry_is_dated_and_says_where_from(table: Helplines) -> None:
    lines = [line for help_ in (table.default, *table.countries.values()) for line in help_.lines]
    assert all(line.source in SOURCES and line.checked.year >= 2026 for line in lines)
    assert table.oldest_check().year >= 2026


def test_what_was_compared_names_its_page(table: Helplines) -> None:
    lines = [(code, line) for code, help_ in table.countries.items() for line in help_.lines]
    assert [(code, line.name) for code, line in lines if (line.source == "recalled") != (line.seen_at is None)] == []


def compared(table: Helplines, country: str, purpose: str) -> bool:
    return any(line.source != "recalled" and purpose in line.purposes for line in table.of(country).lines)


@pytest.mark.parametrize(
    "country", ["US", "GB", "IE", "CA", "AU", "NZ", "IN", "ZA", "DE", "AT", "CH", "ES", "MX", "FR"]
)
def test_where_most_people_are_a_crisis_line_was_compared(table: Helplines, country: str) -> None:
    assert compared(table, country, "crisis")


@pytest.mark.parametrize(
    "country", ["US", "GB", "IE", "AU", "NZ", "IN", "ZA", "DE", "AT", "CH", "ES", "MX", "FR", "BR"]
)
def test_where_most_people_are_a_violence_line_was_compared(table: Helplines, country: str) -> None:
    assert compared(table, country, "violence")


@pytest.mark.parametrize(
    ("country", "name", "number"),
    [
        ("US", "988 Suicide & Crisis Lifeline", "988"),
        ("NL", "113 Zelfmoordpreventie", "113"),
        ("PT", "Linha Nacional de Prevenção do Suicídio", "1411"),
        ("IN", "Tele-MANAS", "14416"),
        ("KR", "자살예방상담전화", "109"),
        ("CL", "Línea *4141", "*4141"),
    ],
)
def test_services_that_changed_their_number_have_the_new_one_first(
    table: Helplines, country: str, name: str, number: str
) -> None:
    first = table.of(country).for_purpose("crisis")[0]
    assert (first.name, first.phone) == (name, number)


@pytest.mark.parametrize("country", [None, "", "XX", "zz"])
def test_an_unknown_country_gets_the_default(table: Helplines, country: str | None) -> None:
    assert table.of(country) == table.default


@pytest.mark.parametrize("country", ["GB", "gb"])
def test_a_country_gets_its_own_lines_and_then_the_default(table: Helplines, country: str) -> None:
    help_ = table.of(country)
    assert help_.emergency == ("999",)
    assert help_.lines[0].name == "Samaritans"
    assert help_.lines[-1] == table.default.lines[0]


def test_every_country_can_be_written_to(table: Helplines) -> None:
    assert all(any(line.can_be_written_to for line in table.of(code).lines) for code in table.countries)


def test_violence_has_its_own_line_and_falls_back_to_crisis(table: Helplines) -> None:
    assert table.of("GB").for_purpose("violence")[0].name == "National Domestic Abuse Helpline"
    assert table.of("LU").for_purpose("violence")[0].name == "SOS Détresse"


def test_a_line_for_the_purpose_is_among_those_shown_in_every_country(table: Helplines) -> None:
    for purpose in ("violence", "child"):
        for code in table.countries:
            assert any(purpose in line.purposes for line in table.of(code).for_purpose(purpose)[:3]), (code, purpose)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('phone: "116 123"', "phone: 116123"), "GB, Samaritans: phone is not in the expected form"),
        (('phone: "116 123"', 'phone: "call us"'), "GB, Samaritans: phone is not in the expected form"),
        ((', phone: "116 123"', ""), "GB, Samaritans: needs phone, text or chat"),
        (("for: [crisis], phone", "for: [mood], phone"), "for must be of crisis, violence, child"),
        (('123", checked: 2026-11-22', '123", checked: today'), "checked must be a date"),
        (('123", checked', '123", seen_at: "here.org/help", checked'), "seen_at needs the source listing or service"),
        (
            (
                '123", checked: 2026-11-22, source: recalled',
                '123", seen_at: "https://here.org/?q=1", checked: 2026-11-22, source: service',
            ),
            "seen_at is not in the expected form",
        ),
        (('"999"', '"nine"'), "GB: emergency number is not a number"),
        (('"GB"', "NO"), "False: is not a country code of two capital letters"),
        (('"GB"', '"GBR"'), "GBR: is not a country code of two capital letters"),
    ],
    ids=[
        "number",
        "words",
        "nothing",
        "purpose",
        "date",
        "page of nothing",
        "page with scheme",
        "emergency",
        "Norway unquoted",
        "three letters",
    ],
)
def test_a_mistake_is_named(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    assert change[0] in TABLE
    file = tmp_path / "helplines.yml"
    file.write_text(TABLE.replace(*change))
    with pytest.raises(SetUpError) as raised:
        Helplines.load(file)
    assert any(complaint in problem for problem in raised.value.problems)


def test_a_missing_file_is_a_set_up_error(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match=r"none\.yml: cannot be read"):
        Helplines.load(tmp_path / "none.yml")
