"""What an office may rely on in the offence catalogue and its traits."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from rembuk.law.designation import Designation, fit, label_of, parse_article
from rembuk.law.offence_traits import load_traits
from rembuk.law.offences import CATALOGUE_FILE, Catalogue, LawInputError, load_catalogue, read_catalogue

CATALOGUE = load_catalogue()


def test_the_shipped_catalogue_has_no_contradiction() -> None:
    assert CATALOGUE.problems() == []


def test_every_row_of_the_file_is_loaded_and_the_digest_names_exactly_this_file() -> None:
    with CATALOGUE_FILE.open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert [offence.id for offence in CATALOGUE] == ids
    assert CATALOGUE.digest == read_catalogue(CATALOGUE_FILE.read_bytes()).digest
    assert CATALOGUE.digest != read_catalogue(CATALOGUE_FILE.read_bytes() + b"\n").digest


def test_theft_is_five_years_under_both_codes_and_the_new_article_takes_over() -> None:
    old, new = CATALOGUE["kuhp1946-362"], CATALOGUE["kuhp2023-476"]
    assert (old.max_prison_months, new.max_prison_months) == (60, 60)
    assert CATALOGUE.successor(old.id) == new
    assert CATALOGUE.predecessors(new.id) == (old,)
    assert old.in_force(date(2026, 1, 1)) and not old.in_force(date(2026, 1, 2))
    assert new.in_force(date(2026, 1, 2)) and not new.in_force(date(2026, 1, 1))
    assert old.label == "Pasal 362 KUHP (UU 1/1946)"


def test_half_months_life_and_death_are_told_apart() -> None:
    assert CATALOGUE["kuhp1946-315"].max_prison_months == 4.5
    assert CATALOGUE["kuhp1946-340"].ceiling == "death"
    assert CATALOGUE["kuhp2023-603"].ceiling == "life"
    assert CATALOGUE["kuhp1946-338"].ceiling == "term"


def test_no_fine_and_a_fine_nobody_has_read_are_two_things() -> None:
    assert CATALOGUE["kuhp1946-378"].fine_known and CATALOGUE["kuhp1946-378"].max_fine_rupiah is None
    assert not CATALOGUE["narkotika-111-1-2026"].fine_known


def test_an_article_is_found_in_all_its_versions() -> None:
    assert [o.id for o in CATALOGUE.find("UU 22/2009", "310(4)")] == ["llaj-310-4", "llaj-310-4-2026"]
    assert CATALOGUE.find("KUHP-1946", "999") == ()


def test_a_penalty_from_memory_counts_only_after_a_person_has_stated_it() -> None:
    assert not CATALOGUE["kuhp1946-375"].penalty_known
    stated = {"max_prison_months": 72, "max_fine_rupiah": None, "by": "Budi, jaksa", "ground": "bunyi Pasal 375"}
    mine = CATALOGUE.with_confirmed({"kuhp1946-375": stated})
    assert mine["kuhp1946-375"].penalty_known
    assert mine["kuhp1946-375"].confidence == "stated"
    assert "Budi" in mine["kuhp1946-375"].source
    assert not CATALOGUE["kuhp1946-375"].penalty_known, "the shipped catalogue must not change"


@pytest.mark.parametrize(
    ("offence_id", "stated", "sentence"),
    [
        ("kuhp9999-1", {}, "tidak ada dalam katalog"),
        ("kuhp1946-375", {"max_prison_months": 72, "ground": "bunyi pasal"}, "tanpa 'by'"),
        ("kuhp1946-375", {"by": "Budi", "ground": "bunyi pasal"}, "tanpa 'max_prison_months'"),
        ("kuhp1946-375", {"max_prison_months": -1, "by": "Budi", "ground": "x"}, "nol atau lebih"),
        ("kuhp1946-375", {"max_prison_months": 72, "by": "Budi", "ground": "x", "fine": 1}, "isian asing: fine"),
        ("kuhp1946-362", {"max_prison_months": 1, "by": "Budi", "ground": "x"}, "sudah diketahui"),
    ],
)
def test_a_statement_that_cannot_be_used_says_what_is_missing(
    offence_id: str, stated: dict[str, object], sentence: str
) -> None:
    with pytest.raises(LawInputError, match=sentence):
        CATALOGUE.with_confirmed({offence_id: stated})


HEAD = CATALOGUE_FILE.read_text(encoding="utf-8").splitlines()[0]
GOOD = "x-1,Nama,KUHP-2023,1(1),60,0,500000000,false,none,property,false,term,,2026-01-02,,teks,confirmed"


def _catalogue(*rows: str) -> Catalogue:
    return read_catalogue("\n".join((HEAD, *rows)).encode())


def test_a_row_that_cannot_be_read_is_named_by_its_line() -> None:
    with pytest.raises(LawInputError, match="baris 3"):
        _catalogue(GOOD, GOOD.replace("2026-01-02", "2/1/2026"))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((GOOD, GOOD), "tertulis dua kali"),
        ((GOOD.replace("property", "thing"),), "kelompok 'thing'"),
        ((GOOD.replace("confirmed", "sure"),), "keyakinan 'sure'"),
        ((GOOD.replace("500000000", "123"),), "bukan kategori Pasal 79"),
        ((GOOD.replace("term,,", "term,x-9,"),), "pengganti 'x-9' tidak ada"),
        ((GOOD.replace(",2026-01-02,,", ",2026-01-02,2025-01-01,"),), "sebelum mulai"),
        ((GOOD, GOOD.replace("x-1", "x-2").replace("2026-01-02", "2026-06-01")), "mengatur pasal yang sama"),
        ((GOOD.replace("60,0,", "60,72,"),), "minimum melebihi maksimum"),
        ((GOOD.replace("1(1)", "ayat satu"),), "pasal tidak terbaca"),
    ],
)
def test_each_inconsistency_is_a_sentence(rows: tuple[str, ...], sentence: str) -> None:
    assert any(sentence in problem for problem in _catalogue(*rows).problems())


def test_a_hole_between_a_row_and_its_successor_is_told() -> None:
    old = GOOD.replace("term,,2026-01-02,,", "term,x-2,2025-01-01,2025-12-01,")
    new = GOOD.replace("x-1", "x-2")
    assert any("celah" in problem for problem in _catalogue(old, new).problems())


def test_a_place_in_a_law_is_written_as_people_write_it() -> None:
    assert label_of("170(2) ke-1") == "170 ayat (2) ke-1"
    assert label_of("76C jo 80(1)") == "76C jo. Pasal 80 ayat (1)"
    assert label_of("303 bis (1)") == "303 bis ayat (1)"
    assert label_of("473(1) jo (6)") == "473 ayat (1) jo. Pasal 473 ayat (6)"


def test_a_written_place_fits_only_what_it_may_mean() -> None:
    (paragraph,) = parse_article("363(1)")
    assert fit(Designation("363", "1", "3"), paragraph) == ((), ("ke",))
    assert fit(Designation("363"), paragraph) == (("ayat",), ())
    assert fit(Designation("363", "2"), paragraph) is None
    assert fit(Designation("362"), paragraph) is None


def test_traits_are_few_and_each_names_its_source() -> None:
    traits = load_traits().by_name
    assert len(traits) <= 30
    for trait in traits.values():
        assert trait.cite and trait.says and trait.says_en and trait.offences
        assert all(offence_id in CATALOGUE for offence_id in trait.offences)


def test_a_fatal_crash_is_negligence_with_death_but_not_dangerous_driving() -> None:
    of = load_traits().of
    assert {"negligence", "death_result", "fatal_negligence", "traffic_negligence", "traffic_crime"} == of("llaj-310-4")
    assert {"dangerous_driving", "traffic_crime"} == of("llaj-311-1-2026")
    assert of("kuhp1946-362") == frozenset()


def test_which_petty_offences_rest_on_interpretation_is_said() -> None:
    petty = load_traits().by_name["petty"]
    assert petty.confidence_of("kuhp1946-364") == "confirmed"
    assert petty.confidence_of("kuhp1946-352-1") == "secondary"


def test_negligence_as_a_group_and_as_a_trait_do_not_contradict() -> None:
    negligent = {offence.id for offence in CATALOGUE if offence.group == "negligence"}
    assert negligent <= load_traits().by_name["negligence"].offences
