"""The law files themselves: the checker finds nothing wrong, the examples hold, the pages are those the files give."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from rembuk.law.browser import compile_law
from rembuk.law.check import check_law
from rembuk.law.examples import gaps, judge, load_examples
from rembuk.law.handbook import pages
from rembuk.law.library import WORD_FILES, Law, load_law, read_law
from rembuk.law.procedure_check import check_procedures
from rembuk.law.source import LAW_DIR, LawError

ROOT = Path(__file__).parents[2]
PROMISED = {
    "uu-20-2025-kuhap", "perpol-8-2021", "perkap-6-2019", "se-8-2018", "perja-15-2020", "pedoman-18-2021", "perma-1-2024",
    "uu-11-2012-sppa", "uu-22-2009-llaj", "jasa-raharja", "practice-kebumen", "practice-jember", "uu-8-1981-kuhap",
}  # fmt: skip


def test_every_promised_instrument_is_there(law: Law) -> None:
    assert set(law.ids) >= PROMISED


@pytest.mark.parametrize("instrument_id", load_law().ids)
def test_every_worked_example_comes_out_as_written(law: Law, instrument_id: str) -> None:
    assert judge(law, load_examples(law, instrument_id)) == []


@pytest.mark.parametrize("instrument_id", load_law().ids)
def test_every_row_is_shown_yes_no_and_unknown_and_on_both_sides_of_each_limit(law: Law, instrument_id: str) -> None:
    assert gaps(law, load_examples(law, instrument_id)) == []


def test_the_checker_finds_no_error(law: Law) -> None:
    assert [str(remark) for remark in check_law(law) if remark.error] == []


def test_the_pages_in_docs_are_those_the_law_files_give(law: Law) -> None:
    folder = ROOT / "docs" / "law"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == pages(law), "jalankan ./run law docs docs/law"


def test_the_browser_engine_with_all_instruments_stays_under_40_kilobytes(law: Law) -> None:
    engine = (ROOT / "src/rembuk/field/law.mjs").read_bytes()
    assert len(gzip.compress(compile_law(law).encode() + engine, 9)) < 40_000


def copied(folder: Path, edit: dict[str, str]) -> Path:
    """The facts and Perja 15/2020 alone, with one passage replaced."""
    (folder / "instruments").mkdir()
    facts = (LAW_DIR / "facts.yaml").read_text(encoding="utf-8")
    perja = (LAW_DIR / "instruments/perja-15-2020.yaml").read_text(encoding="utf-8").replace("applies: regime == kuhap_1981", "applies: true")
    for old, new in edit.items():
        assert old in perja
        perja = perja.replace(old, new, 1)
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    for name in WORD_FILES:
        (folder / f"{name}.yaml").write_text((LAW_DIR / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "instruments/perja-15-2020.yaml").write_text(perja, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"holds: first_offence": "holds: first_ofence"}, "mungkin maksudnya first_offence"),
        ({"charges.max_prison <= years(5)": "charges.max_prison <= 60"}, "tulis years"),
        ({"    cite: Pasal 5 ayat (1) huruf a\n": ""}, "tanpa rujukan"),
        ({"    confidence: confirmed": "    confidence: recalled"}, "yang belum diperiksa tidak boleh dimuat"),
        ({"relaxes: [5-1-b, 5-1-c]": "relaxes: [5-1-z]"}, "'5-1-z' yang tidak ada"),
        ({"holds: agreement\n": "holds: agreement\n    hold: agreement\n"}, "tidak dikenal: hold"),
        ({"in_force: {from: 2020-07-22": "in_force: {from: 2020-02-31"}, "bukan"),
        ({"stage: prosecution": "stage: kejaksaan"}, "village, police, prosecution, court"),
    ],
)
def test_a_mistake_in_a_law_file_names_file_line_and_mend(tmp_path: Path, edit: dict[str, str], said: str) -> None:
    with pytest.raises(LawError) as error:
        read_law(copied(tmp_path, edit)).instrument("perja-15-2020")
    assert said in str(error.value) and str(error.value).startswith("perja-15-2020.yaml:") and error.value.line > 1


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"after: [tahap_ii]": "after: [tahap_2]"}, "mungkin maksudnya tahap_ii"),
        ({"    role: prosecutor": "    role: jaksa"}, "peran 'jaksa'"),
        ({"makes: [ba_penawaran]": "makes: [ba_tawaran]"}, "surat di papers.yaml"),
        ({"required: [victim, suspect]": "required: [korban, suspect]"}, "peserta di attendees.yaml"),
        ({"    act: offer_made": "    act: Offer made"}, "jenis tindakan"),
        ({"length: 3, unit: days": "length: 3, unit: hari"}, "working_days"),
        ({"length: 3, unit: days": "length: 0, unit: days"}, "bilangan bulat mulai 1"),
        ({"    until: [victim_summoned]\n": ""}, "tidak pernah selesai"),
        ({"    until: [victim_summoned]": "    until: [tahap_ii]"}, "bedakan after dan until"),
        ({"    cite: Pasal 8 ayat (3)\n    does": "    does"}, "tanpa rujukan"),
        ({"  - id: langkah-8-1\n": "  - id: langkah-7\n"}, "tertulis dua kali"),
        ({"expired: [9-5]": "expired: [9-6]"}, "mungkin maksudnya 9-5"),
        ({"when: venue_elsewhere_needed": "when: venue_elsewhere"}, "mungkin maksudnya venue_elsewhere_needed"),
        ({"alarm: [7, 3, 1]": "alarm: [1, 3, 7]"}, "dari yang terbesar"),
        ({', en: "Ask the Kajati\'s approval"}': "}"}, "dua bahasa"),
        ({"      note: {id: \"Wajib segera; undang-undang tidak memberi tenggang.\", en: \"At once; the Act gives no grace.\"}\n": ""}, "tanpa angka"),
        ({"needs: [persetujuan, bukti_pelaksanaan]": "need: [persetujuan]"}, "tidak dikenal: need"),
    ],
)
def test_a_mistake_in_a_step_names_file_line_and_mend(tmp_path: Path, edit: dict[str, str], said: str) -> None:
    with pytest.raises(LawError) as error:
        read_law(copied(tmp_path, edit)).procedure("perja-15-2020")
    assert said in str(error.value) and str(error.value).startswith("perja-15-2020.yaml:") and error.value.line > 1


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"    moot: [offer_accepted, closed]": "    moot: [offer_refused]"}, "terbuka dan gugur"),
        ({"    confidence: design": "    confidence: design\n    clock: {length: 5, unit: days}"}, "angka 5 tanpa rujukan"),
        ({"    when: special_attention": "    when: false"}, "tidak pernah terbuka"),
    ],
)
def test_the_checker_finds_steps_that_cannot_be_right(tmp_path: Path, edit: dict[str, str], said: str) -> None:
    law = read_law(copied(tmp_path, edit))
    remarks = list(check_procedures(law, [law.instrument("perja-15-2020")]))
    assert [remark for remark in remarks if remark.error and said in remark.what]


def test_an_assessment_does_not_read_the_steps(tmp_path: Path) -> None:
    law = read_law(copied(tmp_path, {"after: [tahap_ii]": "after: [tahap_2]"}))
    assert law.instrument("perja-15-2020").provision("5-1-a").cite


def test_a_changed_law_file_is_read_anew_and_has_another_digest(tmp_path: Path) -> None:
    before = read_law(copied(tmp_path, {})).instrument("perja-15-2020")
    path = tmp_path / "instruments/perja-15-2020.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("rupiah(2_500_000)", "rupiah(5_000_000)"), encoding="utf-8")
    after = read_law(tmp_path).instrument("perja-15-2020")
    assert before.digest != after.digest and before.provision("5-1-c") != after.provision("5-1-c")
