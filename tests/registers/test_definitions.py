"""One definition a number, in one place, and every definition can be counted."""

from __future__ import annotations

import pytest

from rembuk.registers.books.computed import COMPUTED
from rembuk.registers.books.declarations import books
from rembuk.registers.statistics.models import CaseNumbers, Narrowed, NumberCell, WaitCell
from rembuk.registers.statistics.numbers import definitions

FIELDS = {field.name for field in CaseNumbers._meta.get_fields()}


def test_every_number_has_its_sum_and_every_sum_its_number() -> None:
    summed = {field.name for field in NumberCell._meta.get_fields()} - {field.name for field in Narrowed._meta.get_fields()} - {"id", "grain"}
    assert summed == set(definitions().numbers)


@pytest.mark.parametrize("number", definitions().numbers.values(), ids=lambda one: one.id)
def test_a_number_asks_only_for_columns_that_are_counted(number: object) -> None:
    from rembuk.registers.statistics.numbers import Number

    assert isinstance(number, Number)
    assert set(number.where) | ({number.adds} if number.adds else set()) <= FIELDS
    assert number.says.id and number.says.en and number.label.id and number.label.en


def test_every_wait_has_its_column() -> None:
    assert set(definitions().waits) <= FIELDS and WaitCell._meta.get_field("wait").max_length >= max(map(len, definitions().waits))  # type: ignore[operator]


def test_the_ways_a_case_ends_are_told_apart() -> None:
    values = [value for one in definitions().parts_of("received") for value in one.where["outcome"]]
    assert len(values) == len(set(values))


def test_every_column_of_every_book_has_a_source() -> None:
    assert len(books()) >= 8
    assert all(column.argument in COMPUTED for book in books().values() for column in book.columns if column.source == "computed")


def test_columns_that_no_rule_names_are_marked_as_design() -> None:
    assert all(column.design for column in books()["police_rj"].columns)
    assert not any(column.design for column in books()["child_police"].columns)
