"""An agreement in plain words, for people who read little: short sentences, large type, a picture for each kind of promise, and the same
sentences to be read aloud. It says what the letter says and is no agreement itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from rembuk.papers.agreements import Term
from rembuk.papers.letter import STATES
from rembuk.papers.letters.surat_kesepakatan_perdamaian.letter import SuratKesepakatanPerdamaian
from rembuk.papers.people import Person
from rembuk.papers.typesetting import typeset
from rembuk.papers.voice import Audio, NoVoice, read_aloud
from rembuk.papers.words import BLANK, day_named, listed, rupiah, rupiah_words

PICTURES = Path(__file__).parent / "pictures"
_PICTURED = frozenset({"pay", "return", "repair", "do", "refrain", "apologise", "rehabilitate", "adat"})
_IN_WORDS = re.compile(r" \([a-z ]+ rupiah\)")
_AFTER_BREACH = {
    "village": "Perkara diserahkan ke polisi.", "police": "Polisi melanjutkan perkara.", "prosecution": "Jaksa membawa perkara ke pengadilan.",
    "court": "Hakim memperhitungkannya dalam putusan.",
}  # fmt: skip
_MAIN = '#import "/typst/polos.typ": polos\n#let d = json(bytes(sys.inputs.polos))\n#set document(title: d.title)\n#polos(d)'


@dataclass(frozen=True, slots=True)
class PlainPart:
    """Some short sentences under a picture; `picture` names a drawing of `pictures/`."""

    picture: str
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainAgreement:
    """The whole: a title, the parts in order, and what the paper is worth."""

    title: str
    parts: tuple[PlainPart, ...]
    state: str

    @property
    def text(self) -> str:
        """Everything that is said, one sentence a line; an amount once, in figures."""
        return "\n".join(_IN_WORDS.sub("", line) for part in self.parts for line in (f"{part.heading}.", *part.sentences))


def plain_agreement(letter: SuratKesepakatanPerdamaian) -> PlainAgreement:
    """An agreement in plain words; what is unknown is a blank here too."""
    parts = (_about(letter), *(_promise(term) for term in letter.terms), _rights(), _breach(letter))
    return PlainAgreement("Isi kesepakatan dengan kata sederhana", parts, STATES[letter.state].id)


def print_plain(letter: SuratKesepakatanPerdamaian, *, at: datetime) -> bytes:
    """The plain version as PDF, in type of 18 points."""
    plain = plain_agreement(letter)
    drawings = {picture: (PICTURES / f"{picture}.svg").read_text(encoding="utf-8") for picture in {part.picture for part in plain.parts}}
    return typeset(_MAIN, {"polos": json.dumps(asdict(plain) | {"pictures": drawings}, ensure_ascii=False)}, at=at)


def speak_plain(letter: SuratKesepakatanPerdamaian) -> Audio | NoVoice:
    """The plain version as sound."""
    return read_aloud(plain_agreement(letter).text)


def _about(letter: SuratKesepakatanPerdamaian) -> PlainPart:
    victims = [_name(side.person) for side in letter.sides if side.position == "PIHAK KESATU"]
    others = [_name(side.person) for side in letter.sides if side.position != "PIHAK KESATU"]
    sentences = [f"Ini kesepakatan antara {listed(victims) or BLANK} dan {listed(others) or BLANK}."]
    sentences += [f"{_name(side.person)} diwakili oleh {r.name or BLANK}." for side in letter.sides for r in side.representatives]
    sentences.append(f"Dibuat pada {day_named(letter.made_on) if letter.made_on else BLANK}.")
    if letter.forgiven:
        sentences.append(f"{listed(victims) or BLANK} memaafkan.")
    return PlainPart("people", "Siapa yang berdamai", tuple(sentences))


def _promise(term: Term) -> PlainPart:
    owner, to = term.owner or BLANK, term.to or BLANK
    if term.code == "pay":
        amount = f"{rupiah(term.amount)} ({rupiah_words(term.amount)})" if term.amount is not None else BLANK
        sentences = [f"{owner} membayar {amount} kepada {to}.", f"Untuk apa: {term.what or BLANK}."]
    else:
        sentences = [f"{owner} berjanji: {_begun_low(term.what or BLANK)}.", f"Untuk: {to}."]
    if not term.lasting or term.due_on:
        sentences.append(f"Paling lambat {day_named(term.due_on) if term.due_on else BLANK}.")
    picture = term.code if term.code in _PICTURED else "do"
    return PlainPart(picture or "do", f"Janji {term.number}", tuple(sentences))


def _begun_low(text: str) -> str:
    """A text that goes on after a colon."""
    return text[:1].lower() + text[1:].rstrip(".")


def _rights() -> PlainPart:
    return PlainPart("free", "Hak Anda", (
        "Tidak ada yang boleh memaksa Anda.", "Anda boleh bertanya sampai mengerti.", "Anda boleh menolak sebelum tanda tangan.",
        "Anda boleh ditemani keluarga atau pendamping.",
    ))  # fmt: skip


def _breach(letter: SuratKesepakatanPerdamaian) -> PlainPart:
    what_then = _AFTER_BREACH.get(letter.institution, "Perkara dilanjutkan.")
    return PlainPart("breach", "Bila janji tidak dipenuhi", (what_then, "Beri tahu petugas bila ada kesulitan memenuhi janji."))


def _name(person: Person) -> str:
    return person.name or BLANK
