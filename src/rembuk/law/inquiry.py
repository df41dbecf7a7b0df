"""One question to the law: a case on a day at a stage, and every finding about it.

An *inquiry* is what a person asks: the day, the stage, the charges as written, the stated facts, one or several suspects, and
*rulings* (a reading or a defined fact that a named person has decided, with a ground). Its answer carries all that a replay needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rembuk.law.assess import Assessor, Finding
from rembuk.law.charge_report import charges_json, charges_lines, comparison_json, comparison_lines
from rembuk.law.derive import complete
from rembuk.law.facts import InputProblem, Value, read_facts
from rembuk.law.instrument import STAGES
from rembuk.law.library import Law
from rembuk.law.report import askable, finding_json, finding_text

if TYPE_CHECKING:
    from rembuk.law.charges import Charge, ChargeReading
    from rembuk.law.comparison import Comparison
    from rembuk.law.offences import Catalogue

#: Words offices use for a stage.
STAGE_WORDS = {
    "desa": "village", "kelurahan": "village", "rumah rj": "village", "polisi": "police", "kepolisian": "police",
    "penyelidikan": "police", "penyidikan": "police", "kejaksaan": "prosecution", "penuntutan": "prosecution",
    "tahap ii": "prosecution", "pengadilan": "court", "persidangan": "court", "sidang": "court",
}  # fmt: skip
_KEYS = frozenset({"on", "stage", "charges", "facts", "subject", "suspects", "rulings", "confirmed_offences", "name"})
_SUSPECT_KEYS = frozenset({"name", "charges", "facts", "subject"})


class Ruling(NamedTuple):
    """A choice a named person made: of a reading (`instrument/row`) or of a defined fact's value."""

    about: str
    value: Any
    by: str
    ground: str


class Inquiry(NamedTuple):
    """The question, read and checked. `on` selects the versions of the law; `stage` None asks instruments of every stage."""

    on: date
    stage: str | None
    charges: str | tuple[str, ...]
    stated: Mapping[str, Value]
    subject: str
    rulings: tuple[Ruling, ...]
    confirmed: Mapping[str, Any]
    name: str
    asked: Mapping[str, Any]


def answers(data: Any, law: Law, instrument_id: str | None = None) -> list[Answered]:
    """The answer for every suspect of a case file: those it lists, or those its charges name, or the one it is about."""
    out = []
    for inquiry in read_inquiries(data, law):
        answered = Answered(inquiry, law, instrument_id)
        named = answered.reading.suspects if answered.reading and "suspects" not in data else ()
        each = [
            Answered(inquiry._replace(name=name, asked={**inquiry.asked, "name": name}), law, instrument_id)
            for name in named
        ]
        out += each or [answered]
    return out


def read_inquiries(data: Any, law: Law) -> list[Inquiry]:
    """The inquiries in a case file's JSON: one for each suspect, or one. Raises InputProblem with a sentence for the person."""
    if not isinstance(data, Mapping):
        raise InputProblem(
            'isi berkas bukan objek JSON; tulis {"on": "TTTT-BB-HH", "stage": "...", "charges": "...", "facts": {...}}'
        )
    _only(data, _KEYS, "berkas perkara")
    suspects = data.get("suspects")
    if suspects is None:
        return [_inquiry(data, law)]
    if not isinstance(suspects, list) or not suspects or not all(isinstance(s, Mapping) for s in suspects):
        raise InputProblem("'suspects' harus daftar objek yang tidak kosong; tulis satu objek untuk tiap tersangka")
    return [_inquiry(_of_suspect(data, suspect), law) for suspect in suspects]


def _of_suspect(data: Mapping[str, Any], suspect: Mapping[str, Any]) -> dict[str, Any]:
    """The shared case with one suspect's own charges and facts on top."""
    _only(suspect, _SUSPECT_KEYS, "'suspects'")
    one = {key: value for key, value in data.items() if key != "suspects"} | dict(suspect)
    one["facts"] = {**_mapping(data, "facts"), **_mapping(suspect, "facts")}
    return one


def _inquiry(data: Mapping[str, Any], law: Law) -> Inquiry:
    stated = read_facts(_mapping(data, "facts"), law.facts)
    charges = data.get("charges") or ""
    if isinstance(charges, list) and all(isinstance(item, str) for item in charges):
        charges = tuple(charges)
    if not isinstance(charges, str | tuple):
        raise InputProblem("'charges' harus teks pasal atau daftar id tindak pidana dari katalog")
    subject = data.get("subject", "person")
    if subject not in ("person", "corporation"):
        raise InputProblem(f"'subject' berisi {subject!r}; tulis person atau corporation")
    rulings = tuple(_rulings(_mapping(data, "rulings"), law))
    rulings += tuple(
        Ruling(name, value, "", "dinyatakan langsung dalam facts") for name, value in stated.items()
        if law.facts[name].defined_in and value is not None
    )  # fmt: skip
    return Inquiry(
        _on(data), read_stage(data.get("stage")), charges, stated, subject, rulings, _mapping(data, "confirmed_offences"),
        str(data.get("name") or ""), dict(data),
    )  # fmt: skip


def _on(data: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(data.get("on") or "")
    except (TypeError, ValueError):
        raise InputProblem(f"'on' berisi {data.get('on')!r}; tulis tanggal penilaian TTTT-BB-HH") from None


def read_stage(stage: Any) -> str | None:
    """The stage from our own word or an office's; None stays None. Raises InputProblem for any other word."""
    if stage is None:
        return None
    word = STAGE_WORDS.get(str(stage).strip().lower(), stage)
    if word not in STAGES:
        raise InputProblem(f"'stage' berisi {stage!r}; tulis salah satu dari {', '.join(STAGES)}")
    return str(word)


def _rulings(data: Mapping[str, Any], law: Law) -> Iterator[Ruling]:
    for about, ruling in data.items():
        if (
            not isinstance(ruling, Mapping)
            or not ruling.get("by")
            or not ruling.get("ground")
            or len({"reading", "value"} & set(ruling)) != 1
        ):
            raise InputProblem(
                f"putusan '{about}' tidak lengkap; tulis reading atau value, by (siapa), dan ground (alasan)"
            )
        if "reading" in ruling:
            _check_reading(about, ruling["reading"], law)
        elif about not in law.definitions:
            raise InputProblem(
                f"putusan '{about}' bukan tentang fakta yang didefinisikan hukum; pilihannya: {', '.join(law.definitions)}"
            )
        else:
            read_facts({about: ruling["value"]}, law.facts)
        yield Ruling(about, ruling.get("reading", ruling.get("value")), str(ruling["by"]), str(ruling["ground"]))


def _check_reading(about: str, reading: Any, law: Law) -> None:
    instrument_id, _, row_id = about.partition("/")
    if instrument_id not in law.ids or row_id not in law.instrument(instrument_id).row_ids:
        raise InputProblem(
            f"putusan '{about}' tidak menunjuk baris yang ada; tulis instrumen/baris, misalnya perja-15-2020/5-1-c"
        )
    names = [r.name for r in law.instrument(instrument_id).provision(row_id).readings]
    if reading not in names:
        raise InputProblem(f"bacaan '{reading}' tidak ada pada {about}; pilihannya: {', '.join(names)}")


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InputProblem(f"'{key}' harus objek JSON")
    return value


def _only(data: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    strange = sorted(set(data) - known)
    if strange:
        raise InputProblem(
            f"{where} berisi kunci yang tidak dikenal: {', '.join(map(str, strange))}; yang dikenal: {', '.join(sorted(known))}"
        )


class Answered:
    """An inquiry with its charges read, its facts completed, and a finding for each instrument that governs."""

    def __init__(self, inquiry: Inquiry, law: Law, instrument_id: str | None = None) -> None:
        from rembuk.law.offences import load_catalogue

        self.inquiry, self.law = inquiry, law
        self.catalogue: Catalogue = load_catalogue()
        if inquiry.confirmed:
            self.catalogue = self.catalogue.with_confirmed(inquiry.confirmed)
        self.reading: ChargeReading | None = self._read_charges()
        self.facts = complete(
            inquiry.stated,
            on=inquiry.on,
            stage=inquiry.stage,
            subject=inquiry.subject,
            charges=self._charges(),
            catalogue=self.catalogue,
        )
        self.findings = list(self._findings(instrument_id))

    def _read_charges(self) -> ChargeReading | None:
        from rembuk.law.charges import ChargeReading, charges_of_ids

        written, acted = self.inquiry.charges, self.inquiry.stated.get("acted_on")
        if isinstance(written, tuple):
            unknown = [i for i in written if i not in self.catalogue]
            if unknown:
                raise InputProblem(
                    f"tindak pidana {', '.join(unknown)} tidak ada dalam katalog; periksa id-nya di offences.csv"
                )
            return ChargeReading(", ".join(written), charges_of_ids(written), ())
        if not written.strip():
            return None
        return _charges_in(written, acted if isinstance(acted, date) else None, self.inquiry.on, self.catalogue)

    def _charges(self) -> Sequence[Charge]:
        """This suspect's charges; a piece that could not be read is among them, so that what hangs on it stays unknown."""
        if self.reading is None:
            return ()
        return (
            self.reading.of_suspect(self.inquiry.name)
            if self.inquiry.name in self.reading.suspects
            else self.reading.charges
        )

    def comparisons(self) -> list[Comparison]:
        """Old code against new for each charged offence, where the act came before the new code and the question after it."""
        from rembuk.law.comparison import compare
        from rembuk.law.offences import NEW_CODE_FROM

        acted = self.inquiry.stated.get("acted_on")
        if not isinstance(acted, date) or not acted < NEW_CODE_FROM <= self.inquiry.on:
            return []
        return [
            compare(i, self.catalogue, acted) for i in dict.fromkeys(i for c in self._charges() for i in c.candidates)
        ]

    def _findings(self, instrument_id: str | None) -> Iterator[Finding]:
        forced = instrument_id is not None
        if forced and instrument_id not in self.law.ids:
            raise InputProblem(f"instrumen '{instrument_id}' tidak ada; pilihannya: {', '.join(self.law.ids)}")
        chosen = (
            [self.law.instrument(instrument_id)]
            if instrument_id
            else sorted(self.law.governing(self.inquiry.on, self.inquiry.stage), key=lambda one: one.rank)
        )
        for instrument in chosen:
            finding = self._assessor(instrument.id).found(self.facts, forced=forced)
            if forced or finding.applies != "no":
                yield finding

    def _assessor(self, instrument_id: str) -> Assessor:
        settled = {r.about: r.value for r in self.inquiry.rulings if r.about in self.law.definitions}
        assessor = self.law.assessor(instrument_id, settled)
        for ruling in self.inquiry.rulings:
            about, _, row_id = ruling.about.partition("/")
            if row_id and about == instrument_id:
                assessor = assessor.read_as(row_id, ruling.value)
        return assessor

    def json(self) -> dict[str, Any]:
        """The whole answer as JSON values."""
        questions = {
            fact.name: {"id": fact.question, "en": fact.question_en}
            for f in self.findings
            for fact in askable(self.law, f.answer.missing, self.facts)
        }
        return {
            "asked": dict(self.inquiry.asked), "law": self.law.digest, "catalogue": self.catalogue.digest, "suspect": self.inquiry.name,
            "charges": charges_json(self.reading), "comparisons": [comparison_json(c) for c in self.comparisons()],
            "rulings": [ruling._asdict() for ruling in self.inquiry.rulings],
            "findings": [finding_json(f, self.law, self.facts) | {"suspect": self.inquiry.name} for f in self.findings],
            "questions": questions,
        }  # fmt: skip

    def text(self) -> str:
        """The whole answer as text."""
        head = [
            f"Dinilai untuk {self.inquiry.on.isoformat()}"
            + (f", tahap {self.inquiry.stage}" if self.inquiry.stage else ", semua tahap")
        ]
        if self.inquiry.name:
            head.append(f"Tersangka: {self.inquiry.name}")
        if self.inquiry.subject == "corporation":
            head.append("Yang dinilai: korporasi")
        head += charges_lines(self.reading, self.catalogue)
        head += [line for comparison in self.comparisons() for line in comparison_lines(comparison)]
        head += [f"Ditetapkan: {r.about} = {r.value} ({r.by or r.ground})" for r in self.inquiry.rulings]
        body = [finding_text(finding, self.law, self.facts) for finding in self.findings]
        return (
            "\n".join(head)
            + "\n\n"
            + ("\n".join(body) or "Tidak ada aturan yang berlaku pada tanggal dan tahap itu.\n")
        )


@lru_cache(maxsize=1024)
def _charges_in(written: str, acted_on: date | None, seen_on: date | None, catalogue: Catalogue) -> ChargeReading:
    """The charges in a text: offices ask about the same text again with every act."""
    from rembuk.law.charges import read_charges

    return read_charges(written, acted_on=acted_on, seen_on=seen_on, catalogue=catalogue)


def replay(result: Any, law: Law, instrument_id: str | None) -> list[str]:
    """Ask again what a printed result was asked; every difference as a sentence, none when the bytes are the same.

    A changed law file is named first, because then another answer is no surprise.
    """
    results = result.get("suspects", [result]) if isinstance(result, Mapping) else []
    if not results or not all(isinstance(one, Mapping) and {"asked", "findings", "law"} <= set(one) for one in results):
        raise InputProblem("berkas ini bukan hasil `rembuk assess --json`; beri hasil yang dicetak dengan --json")
    out: list[str] = []
    for one in results:
        again = Answered(_inquiry(one["asked"], law), law, instrument_id).json()
        now = {f["instrument"]: f for f in again["findings"]}
        for finding in one["findings"]:
            new = now.get(finding["instrument"])
            if new is None:
                out.append(f"{finding['instrument']}: dahulu {finding['finding']}, sekarang tidak ditanya lagi")
            elif new["hash"] != finding["hash"]:
                out.append(
                    f"{finding['instrument']}: isi aturan berubah ({finding['hash'][:12]} menjadi {new['hash'][:12]}); temuan {finding['finding']} menjadi {new['finding']}"
                )
            elif new != finding:
                out.append(f"{finding['instrument']}: temuan {finding['finding']} menjadi {new['finding']}")
        if not out and again != one:
            out.append("alasan atau pembacaan pasalnya berubah meskipun temuannya sama")
    return out
