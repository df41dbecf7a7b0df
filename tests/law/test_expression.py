"""The condition language: what may be written, what it means, and what a mistake is told."""

from __future__ import annotations

from datetime import date

import pytest

from rembuk.law.condition import (
    And,
    Compare,
    DateOperand,
    FactOperand,
    Holds,
    Member,
    Not,
    NumberOperand,
    Or,
    Overlaps,
    Ref,
    Within,
)
from rembuk.law.expression import ExpressionError, parse
from rembuk.law.facts import Fact

FACTS = {
    fact.name: fact
    for fact in (
        Fact("agreed", "bool", "?", "?"),
        Fact("restored", "bool", "?", "?"),
        Fact("loss", "rupiah", "?", "?"),
        Fact("evidence_value", "rupiah", "?", "?"),
        Fact("charges.max_prison", "months", "?", "?"),
        Fact("age", "age", "?", "?"),
        Fact("stay", "days", "?", "?"),
        Fact("times", "integer", "?", "?"),
        Fact("response", "enum", "?", "?", values=("positive", "negative")),
        Fact("groups", "set", "?", "?", values=("public-order", "property")),
        Fact("signed_on", "date", "?", "?"),
        Fact("started_on", "date", "?", "?"),
    )
}


def read(text: str) -> object:
    return parse(text, FACTS, ["5-1-b", "5-1-c"])


def test_a_yes_no_fact_is_written_as_its_name() -> None:
    assert read("agreed") == Holds("agreed")


def test_years_are_counted_in_months_for_a_sentence() -> None:
    assert read("charges.max_prison <= years(5)") == Compare(FactOperand("charges.max_prison"), NumberOperand(60), strict=False)


def test_at_least_is_the_mirror_of_at_most() -> None:
    assert read("loss >= rupiah(2_500_000)") == Compare(NumberOperand(2_500_000), FactOperand("loss"), strict=False)
    assert read("age < years(18)") == Compare(FactOperand("age"), NumberOperand(18), strict=True)


def test_the_larger_of_two_is_split_so_that_one_part_can_decide() -> None:
    assert read("max(loss, evidence_value) <= rupiah(5)") == And(
        (Compare(FactOperand("loss"), NumberOperand(5), False), Compare(FactOperand("evidence_value"), NumberOperand(5), False))
    )
    assert isinstance(read("min(loss, evidence_value) <= rupiah(5)"), Or)
    assert isinstance(read("rupiah(5) < max(loss, evidence_value)"), Or)


def test_dates_may_be_moved_by_days_months_and_years() -> None:
    assert read("signed_on <= started_on + days(14)") == Compare(FactOperand("signed_on"), FactOperand("started_on", 0, 14), False)
    assert read("signed_on < started_on + years(1) - months(2)") == Compare(FactOperand("signed_on"), FactOperand("started_on", 10, 0), True)
    assert read("signed_on < date(2026-01-02)") == Compare(FactOperand("signed_on"), DateOperand(date(2026, 1, 2)), True)


def test_enums_sets_and_rows() -> None:
    assert read("response == positive") == Member("response", frozenset({"positive"}))
    assert read("response not in {positive}") == Not(Member("response", frozenset({"positive"})))
    assert read("groups overlaps {public-order}") == Overlaps("groups", frozenset({"public-order"}))
    assert read("groups within {property}") == Within("groups", frozenset({"property"}))
    assert read("5-1-b or 5-1-c") == Or((Ref("5-1-b"), Ref("5-1-c")))


def test_not_binds_tighter_than_and_and_and_tighter_than_or() -> None:
    assert read("not agreed and restored or agreed") == Or((And((Not(Holds("agreed")), Holds("restored"))), Holds("agreed")))
    assert read("none(agreed, restored)") == Not(Or((Holds("agreed"), Holds("restored"))))
    assert read("not not agreed") == Holds("agreed")


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("agred", "'agred' bukan fakta", "agreed"),
        ("loss <= 2500000", "bilangan tanpa satuan", "rupiah"),
        ("loss <= years(5)", "'loss' (rupiah)", "rupiah"),
        ("charges.max_prison <= days(5)", "(months)", "years"),
        ("times <= years(2)", "(integer)", "tanpa satuan"),
        ("response == maybe", "'maybe' bukan nilai", "positive, negative"),
        ("response <= positive", "tidak dapat diuji", "enum"),
        ("groups == property", "(set)", "overlaps"),
        ("agreed in {positive}", "bertipe bool", "enum"),
        ("loss", "nilai tanpa perbandingan", "bandingkan"),
        ("loss <= signed_on", "dibandingkan dengan", "samakan"),
        ("loss + days(3) <= rupiah(1)", "hanya tanggal", "days"),
        ("rupiah(1) <= rupiah(2)", "dua angka", "fakta"),
        ("signed_on <= date(2026-02-30)", "bukan tanggal", "TTTT-BB-HH"),
        ("(agreed", "akhir syarat", "')'"),
        ("agreed restored", "setelah syarat selesai", "and/or"),
        ("agreed & restored", "tanda '&'", "ganti"),
        ("max(loss, evidence_value) == rupiah(1)", "max/min", "<="),
        ("__import__(os)", "bukan fakta", "nyatakan"),
        ("", "kosong", "tulis"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_how_to_mend_it(text: str, what: str, mend: str) -> None:
    with pytest.raises(ExpressionError) as error:
        read(text)
    assert what in error.value.what
    assert mend in error.value.mend or mend in error.value.what
