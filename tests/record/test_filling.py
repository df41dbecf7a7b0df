"""What becomes of what a person or a program filled in: it is read, or a sentence says what to do; nothing is dropped."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.every_kind import every_kind
from record.story import TODAY, WIB
from record.test_any_order import readings
from rembuk.law.library import load_law
from rembuk.record.act import Act
from rembuk.record.case import fold
from rembuk.record.decide import decide
from rembuk.record.filling import Filled, read_fields
from rembuk.record.kinds import Field, declaration
from rembuk.record.outcome import Accepted, Refused
from rembuk.reference.written import read_answer

KINDS = declaration().kinds
FACTS = load_law().facts


STORY = every_kind()
CASE = STORY.case
IDS = [thing for things in CASE.things.values() for thing in things] + ["x.9", ""]


def read(kind: str, raw: dict[str, Any]) -> Filled:
    return read_fields(KINDS[kind], raw, case=CASE, facts=FACTS, zone=WIB)


def one(kind: str, field: str, value: Any) -> Any:
    """What a blank is read as, or the sentence about it."""
    found = read(kind, {field: value})
    return found.problems.get(field, found.fields.get(field))


@pytest.mark.parametrize(
    ("kind", "field", "written", "read_as"),
    [
        ("charge_set", "charges", " Psl. 351 ayat (1) KUHP ", "Psl. 351 ayat (1) KUHP"), ("case_opened", "on", "28 Oktober 2025", "2025-10-28"),
        ("case_opened", "on", "28-10-2025", "2025-10-28"), ("party_added", "birth_date", "1938-08-17", "1938-08-17"),
        ("rights_explained", "at", "2025-10-28 14:30", "2025-10-28T14:30+07:00"), ("rights_explained", "at", "2025-10-28T14:30+09:00", "2025-10-28T14:30+09:00"),
        ("party_added", "phone", "0812-3456-7890", "+6281234567890"), ("party_added", "phone", "+62 812 3456 7890", "+6281234567890"),
        ("party_added", "nik", "3305 0112 3456 0001", "3305011234560001"), ("evidence_recorded", "amount", "Rp1.500.000", 1_500_000),
        ("evidence_recorded", "amount", 1_500_000, 1_500_000), ("evidence_recorded", "amount", "dua juta", 2_000_000),
        ("village_gate_decided", "agrees", "Ya", True), ("village_gate_decided", "agrees", "tidak", False), ("village_gate_decided", "agrees", False, False),
        ("training_held", "trained", "Ani\n\n Budi ", ["Ani", "Budi"]), ("case_opened", "region", "33.05", "33.05"), ("agreement_sealed", "originals", "2", 2),
        ("party_added", "name", "  Eka   Sari ", "Eka Sari"),
    ],
)  # fmt: skip
def test_a_blank_is_read_as_offices_write_it(kind: str, field: str, written: Any, read_as: Any) -> None:
    assert one(kind, field, written) == read_as


@pytest.mark.parametrize(
    ("kind", "field", "written", "says"),
    [
        ("case_opened", "on", "31-02-2025", "tidak mempunyai tanggal 31"), ("rights_explained", "at", "2025-10-28", "jamnya belum ditulis"),
        ("rights_explained", "at", "0025-10-28 10:00", "periksa tahunnya"), ("rights_explained", "at", "besok", "bukan tanggal dan jam"),
        ("party_added", "phone", "12", "bukan nomor telepon"), ("party_added", "nik", "123", "16 angka; yang tertulis 3"),
        ("party_added", "nik", "٣" * 16, "16 angka"), ("evidence_recorded", "amount", "-5", ""), ("evidence_recorded", "amount", 1.5, "rupiah yang pasti"),
        ("evidence_recorded", "amount", True, "rupiah yang pasti"), ("evidence_recorded", "amount", 2**53, "rupiah yang pasti"),
        ("agreement_sealed", "originals", "dua", "bilangan bulat"), ("survey_answered", "fair", 6, "di luar 1 sampai 5"),
        ("party_added", "role", "raja", "pilih salah satu"), ("party_added", "role", ["victim"], "pilih salah satu"),
        ("party_added", "name", "a\x00b", "tidak dapat disimpan"),
        ("party_added", "name", "\ud800", "tidak dapat disimpan"), ("party_added", "name", "x" * 20_001, "ringkas"), ("note_added", "text", 5, "harus teks"),
        ("consent_given", "party", "x.9", "pilih dari daftar"), ("charge_set", "suspect", CASE.victims[0].id, "pilih dari daftar"),
        ("case_opened", "region", "3305", "kode wilayah"),
        ("village_gate_decided", "agrees", 1, "ya atau tidak"), ("fact_stated", "fact", {"a": 1}, "daftar fakta"), ("evidence_recorded", "media", "x", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_a_sentence_that_says_what_to_do(kind: str, field: str, written: Any, says: str) -> None:
    found = one(kind, field, written)
    assert isinstance(found, str) and says in found and found.endswith((".", "?")), found


def test_a_blank_left_empty_is_unknown_and_one_that_must_be_filled_is_asked_for() -> None:
    found = read("party_added", {"role": "victim", "name": " ", "can_read": "", "address": None})
    assert found.fields == {"role": "victim"} and found.problems == {"name": "Nama belum diisi."}


def test_nothing_that_was_entered_is_dropped_not_even_under_a_strange_name() -> None:
    assert "umur" in read("party_added", {"role": "victim", "name": "Eka", "umur": "12"}).problems
    row = {"term_kind": "refrain", "what": "x", "denda": "5"}
    assert "denda" in read("agreement_drafted", {"terms": [row]}).problems["terms"]
    assert read("agreement_drafted", {"terms": [{}, {"what": " "}, {"term_kind": "refrain", "what": "x"}]}).fields["terms"] == [{"term_kind": "refrain", "what": "x"}]
    assert "Baris 2" in read("agreement_drafted", {"terms": [{"term_kind": "refrain", "what": "x"}, {"what": "y"}]}).problems["terms"]


def test_a_fact_may_be_stated_to_be_unknown_and_is_read_in_its_own_type() -> None:
    assert read("fact_stated", {"fact": "loss", "value": ""}).fields == {"fact": "loss", "value": None}
    assert read("fact_stated", {"fact": "loss", "value": "Rp2,5 juta"}).fields["value"] == 2_500_000
    assert read("fact_stated", {"fact": "first_offence", "value": "ya"}).fields["value"] is True
    assert "value" in read("fact_stated", {"fact": "first_offence", "value": "barangkali sore"}).problems


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str) | st.sampled_from(IDS) | st.sampled_from(sorted(FACTS))
    | st.sampled_from(sorted({word for words in declaration().choices.values() for word in words})) | st.text("0123456789.,-: T/", max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.sampled_from(["term_kind", "what", "party", "said"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def likely(field: Field) -> st.SearchStrategy[Any]:
    """Values that fit a field's type, so that whole forms are read too."""
    refs = st.sampled_from([*CASE.things.get(field.of, {}), "x.9"])
    fits: dict[str, st.SearchStrategy[Any]] = {
        "choice": st.sampled_from(sorted(declaration().choices.get(field.of, {"": None}))), "yesno": st.sampled_from(["ya", "tidak", True]), "date": st.dates().map(str),
        "moment": st.datetimes().map(str), "rupiah": st.integers(0, 10**9), "integer": st.integers(0, 9), "ref": refs,
        "refs": st.lists(refs, max_size=3), "fact": st.sampled_from(sorted(FACTS)), "texts": st.lists(st.text(max_size=9), max_size=3),
        "phone": st.from_regex(r"(\+62|0)8[0-9]{8,10}", fullmatch=True), "nik": st.from_regex("[0-9]{16}", fullmatch=True),
    }  # fmt: skip
    if field.type == "rows":
        return st.lists(st.fixed_dictionaries({}, optional={column.name: likely(column) | JSON for column in field.columns}), max_size=3)
    return fits.get(field.type, st.text(max_size=12))


@given(st.data())
def test_any_json_in_any_field_of_any_kind_is_read_or_refused_with_a_sentence_and_read_again_is_the_same(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    raw = data.draw(st.fixed_dictionaries({}, optional={field.name: likely(field) | JSON for field in kind.fields}))
    found = read_fields(kind, raw, case=CASE, facts=FACTS, zone=WIB)
    assert all(len(sentence.split()) >= 3 for sentence in found.problems.values())
    assert {name for name, value in raw.items() if value not in (None, "", [])} <= set(found.fields) | set(found.problems) | empty_ones(raw) | not_known(raw)
    kept = json.loads(json.dumps(found.fields, ensure_ascii=False, allow_nan=False))
    again = read_fields(kind, kept, case=CASE, facts=FACTS, zone=WIB)
    assert {name: value for name, value in again.fields.items() if name not in found.problems} == {n: v for n, v in found.fields.items() if n not in found.problems}
    assert not set(again.problems) & (set(found.fields) - set(found.problems))


def not_known(raw: dict[str, Any]) -> set[str]:
    """Answers that say in words that the answer is not known."""
    return {
        name for name, value in raw.items()
        if isinstance(value, str) and declaration().fields[name].type == "yesno" and (answer := read_answer(value)).value is None and not answer.problem
    }  # fmt: skip


def empty_ones(raw: dict[str, Any]) -> set[str]:
    """Blanks that hold nothing but space, rows or lines that hold nothing."""

    def empty(value: Any) -> bool:
        if isinstance(value, dict):
            return all(empty(item) for item in value.values())
        return all(empty(item) for item in value) if isinstance(value, list) else value is None or (isinstance(value, str) and not value.strip())

    return {name for name, value in raw.items() if empty(value)}


@given(st.data())
def test_deciding_on_whatever_was_read_never_fails_and_what_was_decided_folds(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    wanted, more = ({field.name: likely(field) for field in kind.fields if field.required is must} for must in (True, False))
    raw = data.draw(st.fixed_dictionaries(wanted, optional=more))
    fields = read_fields(kind, raw, case=CASE, facts=FACTS, zone=WIB).fields
    for role in sorted(kind.by)[:2]:
        author = STORY.acts[0].author._replace(role=role)
        outcome = decide(None if kind.opens else CASE, kind.name, fields, author, TODAY)
        assert isinstance(outcome, Accepted) or (isinstance(outcome, Refused) and outcome.reason and outcome.remedy and outcome.reason_en and outcome.remedy_en)
        act = Act("z.1", CASE.id, kind.name, fields, author, "z", 1, STORY.acts[-1].clock + 1, CASE.heads, kind.shape)
        readings(fold([*STORY.acts, act]))
