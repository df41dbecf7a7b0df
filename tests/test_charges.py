"""What an office may rely on when its articles are read: nothing guessed, nothing swapped, no word lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.law.charge_facts import FACT_NAMES, charge_facts
from rembuk.law.charge_vocabulary import HEADS, LINKS
from rembuk.law.charges import ChargeReading, charges_of_ids, read_charges
from rembuk.law.designation import Designation, label_of, parse_article
from rembuk.law.offences import LawInputError, Offence, load_catalogue
from rembuk.reference.bound import Bound
from rembuk.reference.written_text import normalise

CATALOGUE = load_catalogue()
BEFORE, SINCE = date(2025, 6, 1), date(2026, 6, 1)


def read(text: str, acted_on: date | None = BEFORE, seen_on: date | None = None) -> ChargeReading:
    return read_charges(text, acted_on=acted_on, seen_on=seen_on, catalogue=CATALOGUE)


def candidates(text: str, acted_on: date | None = BEFORE, seen_on: date | None = None) -> list[tuple[str, ...]]:
    return [charge.candidates for charge in read(text, acted_on, seen_on).charges]


def said(reading: ChargeReading) -> str:
    notes = [note for charge in reading.charges for note in charge.notes]
    return " ".join(notes + [problem.id for problem in reading.problems])


@pytest.mark.parametrize(
    ("text", "offences"),
    [
        ("Pasal 362 KUHP tentang Pencurian", ["kuhp1946-362"]),
        ("Psl. 351 ayat (1) KUHPidana", ["kuhp1946-351-1"]),
        ("362 KUHP", ["kuhp1946-362"]),
        ("psl362 kuhp", ["kuhp1946-362"]),
        ("Pasal 362KUHP", ["kuhp1946-362"]),
        ("Pasal 362 K.U.H.P.", ["kuhp1946-362"]),
        ("Pasal 362 Kitab Undang-Undang Hukum Pidana", ["kuhp1946-362"]),
        ("Pasa1 362 KUHP", ["kuhp1946-362"]),
        ("Pasa1362 KUHP", ["kuhp1946-362"]),
        ("Pasal  362\n KUHP", ["kuhp1946-362"]),
        ("Pasal 351 ayat (l) KUHP", ["kuhp1946-351-1"]),
        ("Pasal 351 KUHP ayat (1)", ["kuhp1946-351-1"]),
        ("KUHP Pasal 362", ["kuhp1946-362"]),
        ("362 KUHP atau 480 ke-1", ["kuhp1946-362", "kuhp1946-480"]),
        ("ps 363 (1) ke 3 dan ke 4 KUHP", ["kuhp1946-363-1"]),
        ("Pasal 363 ayat (1) ke-3, 4 dan 5 KUHP", ["kuhp1946-363-1"]),
        ("Pasal 363 ayat (1) ke-3e dan ke-4e KUHPidana", ["kuhp1946-363-1"]),
        ("Pasal 363 ayat (1) ke-3 s/d ke-5 KUHP", ["kuhp1946-363-1"]),
        ("Pasal 335 Ayat (1) angka 1 KUHP", ["kuhp1946-335-1-1"]),
        ("Pasal 170 ayat (2) ke-3 KUHP", ["kuhp1946-170-2-3"]),
        ("Pasal 303 bis ayat (1) KUHP", ["kuhp1946-303bis-1"]),
        ("Pasal 156 a huruf a KUHP", ["kuhp1946-156a"]),
        ("310 (4) UULLAJ", ["llaj-310-4"]),
        ("Pasal 310 ayat (2), (3) UU RI No.22 th 2009", ["llaj-310-2", "llaj-310-3"]),
        ("Pasal 310 ayat (1) s/d ayat (3) UU LLAJ", ["llaj-310-1", "llaj-310-2", "llaj-310-3"]),
        ("Pasal 310 ayat (3) UU No. 22 Tahun 2009 ttg Lalu Lintas dan Angkutan Jalan", ["llaj-310-3"]),
        ("Pasal 44 Ayat (1) atau Ayat (4) jo. Pasal 5 huruf a UU RI No. 23 Tahun 2004", ["pkdrt-44-1", "pkdrt-44-4"]),
        ("Pasal 2 Ayat (1) UU Darurat No. 12 Tahun 1951", ["uudrt12-1951-2-1"]),
        ("Pasal 2 ayat (1) UU Drt No. 12/1951", ["uudrt12-1951-2-1"]),
        ("Pasal 127 ayat (1) huruf a UU 35/2009", ["narkotika-127-1a"]),
        ("Pasal 80 ayat (1) Jo Pasal 76C UU No. 35 Tahun 2014", ["pa-80-1"]),
        ("Pasal 76D jo Pasal 81 ayat (2) UU No. 17 Tahun 2016", ["pa-81-2"]),
        ("UU LLAJ Pasal 312 dan KUHP Pasal 359", ["llaj-312", "kuhp1946-359"]),
        ("Pasal 372, 374 atau 378 KUHP", ["kuhp1946-372", "kuhp1946-374", "kuhp1946-378"]),
        ("Pasal 362 KUHP dengan ancaman penjara paling lama 5 (lima) tahun", ["kuhp1946-362"]),
        ("melanggar Pasal 362 KUHP lama", ["kuhp1946-362"]),
        ("Pasal 362 WvS", ["kuhp1946-362"]),
    ],
)
def test_articles_are_read_as_offices_write_them(text: str, offences: list[str]) -> None:
    reading = read(text)
    assert [charge.candidates for charge in reading.charges] == [(offence,) for offence in offences]
    assert reading.complete


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("Pasal 476 UU 1/2023", "kuhp2023-476"),
        ("Pasal 476 UU Nomor 1 Tahun 2023 tentang KUHP", "kuhp2023-476"),
        ("Pasal 476 KUHP Nasional", "kuhp2023-476"),
        ("Pasal 476 KUHP (UU 1/2023)", "kuhp2023-476"),
        ("Pasal 476 KUHP", "kuhp2023-476"),
        ("Pasal 433 ayat (2) jo Pasal 441 ayat (1) KUHP", "kuhp2023-433-2-441"),
        ("Pasal 433 ayat (2) KUHP", "kuhp2023-433-2"),
        ("Pasal 473 ayat (1) jo ayat (6) KUHP", "kuhp2023-473-6"),
        ("Pasal 448 ayat (1) huruf b KUHP", "kuhp2023-448-1b"),
        ("Pasal 310 ayat (3) UU LLAJ", "llaj-310-3-2026"),
        ("Pasal 12 Perda Kota Ambon No. 3 Tahun 2019", "perda-denda"),
    ],
)
def test_an_act_since_january_2026_is_read_under_the_new_code(text: str, offence: str) -> None:
    assert candidates(text, SINCE) == [(offence,)]


@pytest.mark.parametrize(
    ("text", "offences"),
    [
        ("Pasal 156a huruf a KUHP jo. Pasal 406 Ayat (1) KUHP", [("kuhp1946-156a",), ("kuhp1946-406-1",)]),
        (
            "Pasal 335 Ayat (1) angka 1 KUHP atau Pasal 2 Ayat (1) UU Darurat No. 12 Tahun 1951",
            [("kuhp1946-335-1-1",), ("uudrt12-1951-2-1",)],
        ),
        ("Pasal 170 Ayat (1) KUHP", [("kuhp1946-170-1",)]),
        ("Pasal 363 KUHP", [("kuhp1946-363-1", "kuhp1946-363-2")]),
        ("Pasal 363 ayat (1) ke-3 KUHPidana", [("kuhp1946-363-1",)]),
        ("Pasal 310 ayat (3) UU No. 22 Tahun 2009 ttg LLAJ", [("llaj-310-3",)]),
    ],
)
def test_a_docket_of_2025_is_read_by_the_day_of_its_rows(text: str, offences: list[tuple[str, ...]]) -> None:
    reading = read(text, None, date(2025, 10, 28))
    assert [charge.candidates for charge in reading.charges] == offences
    assert not reading.problems


def test_an_act_is_read_under_the_electronic_law_of_its_day() -> None:
    for text in ("Pasal 27 ayat (3) jo 45 ayat (3) UU ITE", "Pasal 45 ayat (3) jo Pasal 27 ayat (3) UU No. 19 Tahun 2016"):
        reading = read(text, date(2020, 5, 1))
        assert [charge.candidates for charge in reading.charges] == [("ite-27-3-old",)] and reading.complete
        gone = read(text, BEFORE)
        assert [charge.candidates for charge in gone.charges] == [()]
        assert "padanannya Pasal 27A jo. Pasal 45 ayat (4) UU 1/2024" in said(gone)


def test_an_article_without_its_paragraph_keeps_every_paragraph_open_and_says_which() -> None:
    text = (
        "Pasal 76C jo. Pasal 80 UU No. 35 Tahun 2014 tentang Perubahan Atas UU No 23 Tahun 2002 "
        "tentang Perlindungan Anak"
    )
    reading = read(text)
    assert [charge.candidates for charge in reading.charges] == [("pa-80-1", "pa-80-2", "pa-80-3")]
    assert reading.charges[0].joined == ("Pasal 76C UU 35/2014",)
    assert not reading.complete and not reading.problems
    assert "80 ayat (1)" in said(reading) and "80 ayat (3)" in said(reading)
    assert candidates("Pasal 363 KUHP") == [("kuhp1946-363-1", "kuhp1946-363-2")]
    assert candidates("Pasal 331 KUHP") == [("kuhp1946-331", "kuhp1946-331-b")]


def test_a_part_the_catalogue_does_not_divide_is_read_with_a_note() -> None:
    reading = read("Pasal 480 Ayat (1) KUHP ttg Penadahan")
    assert reading.complete
    assert "tanpa pembagian" in said(reading)


def test_how_charges_are_joined_is_kept() -> None:
    def links(text: str) -> list[str]:
        return [charge.link for charge in read(text).charges]

    assert links("Pasal 372 KUHP atau Pasal 378 KUHP") == ["first", "alternative"]
    assert links("Pasal 372 KUHP dan Pasal 378 KUHP") == ["first", "cumulative"]
    assert links("Kesatu Pasal 372 KUHP atau Kedua Pasal 378 KUHP") == ["first", "alternative"]
    ladder = "Primair Pasal 354 ayat (1) subsidair Pasal 351 ayat (2) lebih subsidair Pasal 351 ayat (1) KUHP"
    assert links(ladder) == ["first", "subsidiary", "subsidiary"]
    assert links("Pasal 362, 372 atau 480 KUHP") == ["first", "alternative", "alternative"]
    assert links("Pasal 362, 372 dan 480 KUHP") == ["first", "cumulative", "cumulative"]


def test_a_doubtful_joining_word_is_read_with_a_note_and_no_problem() -> None:
    either = read("Pasal 372 dan/atau Pasal 378 KUHP")
    assert either.charges[1].link == "alternative" and "dan/atau" in said(either)
    plain = read("Kesatu: Pasal 372 KUHP; Kedua: Pasal 378 KUHP")
    assert plain.complete and "Bentuk dakwaan" in said(plain)


def test_each_suspect_keeps_his_own_charges() -> None:
    reading = read("Tsk I: Pasal 362 KUHP; Tsk II: Pasal 480 KUHP")
    assert reading.suspects == ("Tsk I", "Tsk II")
    assert [charge.candidates for charge in reading.of_suspect("Tsk II")] == [("kuhp1946-480",)]
    assert [charge.link for charge in reading.charges] == ["first", "first"]


def test_attempt_and_participation_are_joined_and_only_warned_about() -> None:
    reading = read("363 ayat 1 ke 4 KUHP jo 53 KUHP jis Pasal 55 ayat (1) ke-1 KUHP")
    (charge,) = reading.charges
    assert charge.candidates == ("kuhp1946-363-1",)
    assert charge.adjusts == ("attempt",)
    assert charge.joined == ("Pasal 53 KUHP (UU 1/1946)", "Pasal 55 ayat (1) ke-1 KUHP (UU 1/1946)")
    assert "ancaman pokoknya" in said(reading)
    new = read("Pasal 477 ayat (1) huruf f jo Pasal 17 dan Pasal 126 KUHP", SINCE)
    assert new.charges[0].adjusts == ("attempt", "continued") and not new.problems


def test_the_general_part_alone_is_no_charge() -> None:
    reading = read("Pasal 55 ayat (1) ke-1 KUHP")
    assert [charge.candidates for charge in reading.charges] == [()]
    assert "tidak mengancam pidana sendiri" in said(reading)


def test_the_law_of_procedure_is_not_taken_for_the_criminal_code() -> None:
    reading = read("Pasal 362 KUHAP")
    assert [charge.candidates for charge in reading.charges] == [()]
    assert "hukum acara" in said(reading)


def test_words_without_an_article_are_a_problem_beside_what_was_read() -> None:
    assert "nomor pasal" in said(read("pencurian biasa"))
    reading = read("Pasal 362 KUHP dan penggelapan")
    assert [charge.candidates for charge in reading.charges] == [("kuhp1946-362",), ()]
    assert [problem.fragment for problem in reading.problems] == ["penggelapan"]


def test_an_article_the_catalogue_does_not_hold_is_named_with_its_law() -> None:
    reading = read("Pasal 999 KUHP")
    assert reading.problems[0].id.startswith("Pasal 999 KUHP (UU 1/1946) tidak ada dalam katalog")
    assert "Yang ada: Pasal 363 ayat (1), 363 ayat (2)" in said(read("Pasal 363 ayat (3) KUHP"))
    assert "UU 36/2009" in said(read("Pasal 196 UU No. 36 Tahun 2009 tentang Kesehatan"))


def test_a_law_that_is_not_written_is_asked_for_never_supplied() -> None:
    reading = read("Pasal 362")
    assert [charge.candidates for charge in reading.charges] == [()]
    assert "tidak tertulis" in said(reading)


def test_a_number_of_no_article_is_a_problem() -> None:
    reading = read("Pasal 363 1 ke 4 KUHP")
    assert [problem.fragment for problem in reading.problems] == ["1"]


def test_empty_cells_are_unknown_and_nothing_is_wrong_with_that() -> None:
    for text in ("", " - ", "?", "belum diketahui"):
        reading = read(text)
        assert reading.charges == () and reading.problems == () and not reading.complete


def test_an_explicit_law_is_never_swapped_for_another() -> None:
    later = read("Pasal 476 UU 1/2023", BEFORE)
    assert [charge.candidates for charge in later.charges] == [("kuhp2023-476",)]
    assert "lebih menguntungkan" in said(later)
    gone = read("Pasal 362 KUHP lama", SINCE)
    assert [charge.candidates for charge in gone.charges] == [()]
    assert "padanannya Pasal 476 KUHP (UU 1/2023)" in said(gone)
    moved = read("Pasal 112 ayat (1) UU 35/2009", SINCE)
    assert "Pasal 609 ayat (1) huruf a" in said(moved)


def test_an_old_number_on_a_new_act_is_a_problem_that_says_where_the_number_stands() -> None:
    reading = read("Pasal 362 KUHP", SINCE)
    assert [charge.candidates for charge in reading.charges] == [()]
    assert "Nomor ini ada di KUHP (UU 1/1946) (Pencurian)" in said(reading)


def test_a_row_seen_before_2026_shows_that_the_act_came_before() -> None:
    assert candidates("Pasal 406 KUHP", None, date(2025, 10, 28)) == [("kuhp1946-406-1", "kuhp1946-406-2")]


def test_without_a_day_one_code_is_taken_with_a_note_and_two_are_asked_about() -> None:
    only_old = read("Pasal 362 KUHP", None)
    assert only_old.complete and "Tanggal kejadian tidak diketahui" in said(only_old)
    assert candidates("Pasal 476 KUHP", None, SINCE) == [("kuhp2023-476",)]
    both = read("Pasal 311 KUHP", None)
    assert both.charges[0].candidates == ("kuhp1946-311-1", "kuhp2023-311")
    assert "isi tanggal kejadian" in both.problems[0].id
    assert charge_facts(both.charges, CATALOGUE)["charges.max_prison"] == Bound(48, 60)


def test_two_versions_with_the_same_prison_are_both_kept_when_no_day_decides() -> None:
    reading = read("Pasal 310 ayat (3) UU LLAJ", None, SINCE)
    assert reading.charges[0].candidates == ("llaj-310-3", "llaj-310-3-2026")
    assert not reading.problems and "dendanya berbeda" in said(reading)
    assert charge_facts(reading.charges, CATALOGUE)["charges.max_prison"] == 60


def test_a_number_without_a_law_takes_the_one_named_before_and_says_so() -> None:
    assert "dipakai yang disebut sebelumnya" in said(read("362 KUHP atau 480 ke-1"))
    assert "dipakai yang disebut sesudahnya" in said(read("Tsk I: Pasal 362; Tsk II: Pasal 480 KUHP"))


def test_charges_may_be_given_as_ids() -> None:
    first, second = charges_of_ids(["kuhp1946-362", "kuhp1946-480"], ["first", "alternative"])
    assert (first.candidates, second.link) == (("kuhp1946-362",), "alternative")
    for ids, links in ((["kuhp9-9"], None), (["kuhp1946-362"], ["first", "first"]), (["kuhp1946-362"], ["or"])):
        with pytest.raises(LawInputError):
            charges_of_ids(ids, links)


def facts(text: str, acted_on: date | None = BEFORE) -> dict[str, object]:
    return {name.removeprefix("charges."): value for name, value in _facts(read(text, acted_on)).items()}


def _facts(reading: ChargeReading) -> dict[str, object]:
    return dict(charge_facts(reading.charges, CATALOGUE))


def test_facts_over_several_charges() -> None:
    both = facts("Pasal 362 KUHP dan Pasal 351 ayat (1) KUHP")
    assert (both["max_prison"], both["lightest_prison"], both["max_fine"]) == (60, 32, 4_500_000)
    assert (both["group"], both["groups"]) == ("mixed", {"property", "person"})
    assert (both["traits"], both["traits_of_all"]) == ({"assault"}, frozenset())
    assert (both["complaint"], both["count"], both["codes"]) == ("mixed", 2, {"KUHP-1946"})
    assert (both["fine_only"], both["special_minimum"], both["life"], both["adjusted"]) == (False, False, False, False)


def test_an_open_paragraph_gives_limits() -> None:
    theft = facts("Pasal 363 KUHP")
    assert theft["max_prison"] == Bound(84, 108)
    assert theft["group"] == "property" and theft["complaint"] == "relative"


def test_life_and_death_are_at_least_twenty_years() -> None:
    assert facts("Pasal 340 KUHP")["max_prison"] == Bound(240, None)
    assert facts("Pasal 340 KUHP")["life"] is True


def test_half_months_and_fine_only_come_through() -> None:
    assert facts("Pasal 315 KUHP")["max_prison"] == 4.5
    assert facts("Pasal 478 KUHP", SINCE)["fine_only"] is True
    assert facts("Pasal 478 KUHP", SINCE)["max_prison"] == 0


def test_what_is_unread_leaves_open_all_that_it_could_change() -> None:
    half = facts("Pasal 362 KUHP dan penggelapan")
    assert half["max_prison"] == Bound(60, None)
    assert half["lightest_prison"] == Bound(0, 60)
    assert half["fine_only"] is False, "one charge is certainly not fine-only"
    for name in ("max_fine", "special_minimum", "groups", "group", "traits", "complaint", "life", "count", "codes"):
        assert half[name] is None, name


def test_a_penalty_from_memory_is_unknown_to_the_rules_until_stated() -> None:
    reading = read("Pasal 375 KUHP")
    assert _facts(reading)["charges.max_prison"] is None
    assert "belum diperiksa" in said(reading)
    stated = {"max_prison_months": 72, "by": "Budi, jaksa", "ground": "bunyi pasal"}
    confirmed = CATALOGUE.with_confirmed({"kuhp1946-375": stated})
    assert charge_facts(reading.charges, confirmed)["charges.max_prison"] == 72


def test_no_charges_at_all_leave_every_fact_unknown() -> None:
    assert charge_facts((), CATALOGUE) == dict.fromkeys(FACT_NAMES)


# Properties


def _law_words(offence: Offence) -> str:
    return {"KUHP-1946": "KUHP lama", "KUHP-2023": "KUHP baru"}.get(offence.law, offence.law.split(" jo ")[0])


@given(st.sampled_from([offence for offence in CATALOGUE if offence.article != "-"]))
def test_every_row_of_the_catalogue_can_be_written_and_read_back(offence: Offence) -> None:
    reading = read(f"Pasal {label_of(offence.article)} {_law_words(offence)}", offence.in_force_from)
    assert [charge.candidates for charge in reading.charges] == [(offence.id,)]


def _article_number(offence: Offence) -> str:
    return Designation(parse_article(offence.article)[-1].article).label


@given(st.sampled_from([offence for offence in CATALOGUE if offence.article != "-"]))
def test_writing_the_missing_paragraph_never_overturns_a_definite_fact(offence: Offence) -> None:
    law, day = _law_words(offence), offence.in_force_from
    before = _facts(read(f"Pasal {_article_number(offence)} {law}", day))
    after = _facts(read(f"Pasal {label_of(offence.article)} {law}", day))
    for name, known in before.items():
        filled = after[name]
        if isinstance(known, Bound):
            limits = filled if isinstance(filled, Bound) else Bound(filled, filled)  # type: ignore[arg-type]
            assert filled is None or _within(limits, known), (name, known, filled)
        elif known is not None:
            assert filled == known, name


def _within(inner: Bound, outer: Bound) -> bool:
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low and high


WRITTEN = st.sampled_from([
    "Pasal 362 KUHP", "Psl. 351 ayat (1) KUHPidana", "Pasal 363 ayat (1) ke-3, 4 dan 5 KUHP", "310 (4) UULLAJ",
    "Pasal 44 Ayat (1) atau Ayat (4) jo. Pasal 5 huruf a UU RI No. 23 Tahun 2004 tentang PKDRT",
    "Pasal 76C jo. Pasal 80 UU No. 35 Tahun 2014", "Primair Pasal 354 ayat (1) KUHP subsidair Pasal 351 ayat (2) KUHP",
    "Pasal 127 ayat (1) huruf a UU 35/2009", "Tsk I: Pasal 362 KUHP; Tsk II: Pasal 480 KUHP", "Pasal 362 KUHAP",
    "Pasal 27 ayat (3) jo 45 ayat (3) UU ITE", "Pasal 372 dan/atau Pasal 378 KUHP", "Pasal 999 KUHP",
])  # fmt: skip


def _meaning(reading: ChargeReading) -> list[tuple[tuple[str, ...], str, tuple[str, ...], int]]:
    return [(c.candidates, c.link, c.adjusts, len(c.joined)) for c in reading.charges]


@given(WRITTEN, st.sampled_from([str.upper, str.lower, str.title, str]), st.integers(1, 3), st.sampled_from(["", ".", " ;", ","]))
def test_case_spaces_and_closing_marks_change_nothing(text: str, cased: object, spaces: int, closing: str) -> None:
    noisy = cased(text).replace(" ", " " * spaces) + closing  # type: ignore[operator]
    assert _meaning(read(noisy)) == _meaning(read(text))


PIECES = st.sampled_from([
    "Pasal", "psl.", "362", "363", "80", "76C", "303 bis", "ayat (1)", "(2)", "ke-3", "huruf a", "jo.", "jis", "atau", "dan",
    "dan/atau", ",", ";", "/", "s/d", "KUHP", "KUHAP", "UU ITE", "UU No. 35 Tahun 2014", "UU Kesehatan", "tentang", "Perlindungan",
    "Anak", "Tsk I:", "primair", "subsidair", "Kesatu:", "kedua", "pencurian", "5 tahun", "(lima)", "Rp2.500.000", "28/10/2025",
    "3", "53", "55", "KUHP baru", "Perda Kota", "a", "(", ")", "-", "bis", "lebih", "no", "ke", "ayat", "anak", "s", "d", "1362", "pasa",
])  # fmt: skip


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", text.lower())


TRIVIAL = set(LINKS) | set(HEADS) | {"lebih", "s", "d", "sampai", "dengan"}


def _kept(reading: ChargeReading) -> Counter[str]:
    parts: list[str] = [charge.written for charge in reading.charges]
    parts += [charge.suspect for charge in reading.charges if charge.suspect]
    parts += [problem.fragment for problem in reading.problems]
    return Counter(word for part in parts for word in _words(part))


def _assert_nothing_lost(text: str, reading: ChargeReading) -> None:
    written = Counter(word for word in _words(normalise(text)) if word not in TRIVIAL)
    missing = written - _kept(reading)
    assert not missing, (text, missing)


@given(st.lists(PIECES, max_size=14), st.sampled_from([BEFORE, SINCE, None]))
def test_no_piece_of_a_charge_is_lost(pieces: Sequence[str], acted_on: date | None) -> None:
    text = " ".join(pieces)
    reading = read(text, acted_on)
    if reading.charges or reading.problems:
        _assert_nothing_lost(text, reading)
    for problem in reading.problems:
        assert problem.id and problem.en
    assert len([c for c in reading.charges if not c.candidates]) <= len(reading.problems)
    assert set(_facts(reading)) == set(FACT_NAMES)


@given(st.text(max_size=80))
def test_no_text_at_all_can_make_the_reader_fail(text: str) -> None:
    reading = read(text, None)
    if reading.charges or reading.problems:
        _assert_nothing_lost(text, reading)
    else:
        assert not _words(normalise(text)) or reading.written == text
