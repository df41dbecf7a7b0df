"""Writes vectors.json: an exchange, frames, a card, a bundle and a law pack as they go over the line, with what they say.

    PYTHONPATH=src:tests DJANGO_SETTINGS_MODULE=ledger.settings python -m sync.make_vectors > tests/sync/vectors.json

What is compressed or sealed differs from one writing to the next, so the vectors are made once and from then on only read.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from ledger.carrying import HubOffice, Line, Office
from ledger.cast import ANI, NOON, Store
from ledger.databases import migrate, open_alias, sqlite_settings
from rembuk.ledger import branches
from rembuk.ledger.sync import bits, cards, exchange, law_packs, series, signs
from rembuk.ledger.sync.frames import Packer
from rembuk.ledger.sync.sticks import export_request
from rembuk.ledger.sync.wordbook import wordbook
from rembuk.ledger.writing import Draft
from rembuk.record.act import Act
from sync.offices import HUB, NODES

LAPTOP = NODES[0]
NUMBERS = (0, 1, 127, 128, 300, 16383, 16384, 2**32, 2**63 - 1)
SIGNED = (0, -1, 1, -64, 64, 2**40, -(2**40))
SERIES = ([0, 61, 62, 1921, 1922, 10**9], [0] * 14, [3, 1, 2, 0, 1, 3, 2, 0, 3, 1, 0, 2, 1, 3])
TEXTS = (
    "Korban hadir di balai desa pada pukul 09.30; pelaku minta maaf.", "PELAKU BERSEDIA MEMBAYAR", "Ny. Ratu-Lewerissa / d.a. RT 02", "é “kutip” 😀\n|=",
)  # fmt: skip
FIELDS: list[tuple[str, dict[str, Any]]] = [
    ("party_added", {"role": "victim", "name": "Maria Latuconsina", "nik": "8101014503920001", "birth_date": "1992-03-05", "address": "Aketernate"}),
    ("session_scheduled", {"at": "2026-03-09T09:30+09:00", "place": "Balai adat"}),
    ("agreement_drafted", {"on": "2026-03-02", "terms": [{"what": "Mengganti jaring ikan yang rusak.", "amount": 1500000, "due_on": "2026-06-01"}]}),
    ("fact_stated", {"fact": "loss_rupiah", "value": 1500000}),
    ("note_added", {"text": "Korban menerima; keluarga kedua pihak setuju.\nOmbak besar, kapal ditunda sehari."}),
]


def office(folder: Path, key: Any, kind: Any) -> Any:
    alias = open_alias(sqlite_settings(folder / f"{key.code}.sqlite3"))
    migrate(alias)
    return kind(Store(alias, enrolled=()), key)


def plain(act: Act) -> dict[str, Any]:
    """The clock as text: it has more digits than a JavaScript number holds."""
    return {**act._asdict(), "author": act.author._asdict(), "clock": str(act.clock), "seen": list(act.seen)}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        hub: HubOffice = office(Path(folder), HUB, HubOffice)
        laptop: Office = office(Path(folder), LAPTOP, Office)
        laptop.join(hub)
        json.dump(vectors(hub, laptop), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")


def vectors(hub: HubOffice, laptop: Office) -> dict[str, Any]:
    case = laptop.open_case()
    for kind, fields in FIELDS:
        laptop.store.append(case, Draft(case, kind, fields, ANI), by=LAPTOP, now=NOON)
    mine = [stored.act for stored in laptop.store.everything()]
    theirs = hub.open_case()
    hub.notes(theirs, ["catatan hub", "catatan kedua"])
    line = Line(hub)
    (file,) = export_request(laptop.store.ledger, LAPTOP, cards.card_of(HUB), NOON)
    request, _ = laptop.node.request(NOON)
    answer = line.post(request).read(1 << 20)
    packer = Packer(wordbook())
    frames = [packer.frame(acts).hex() for acts in (mine[:4], mine[4:])]
    read = exchange.read(request)
    pack = law_packs.seal({"law/facts.yaml": "a: 1\n", "reference/x.csv": "k,v\n"}, "Uji", HUB, NOON)
    return {
        "keys": {key.code: {"private": key.private_key.private_bytes_raw().hex(), "public": key.public_key.hex(), "card": cards.write(key),
                            "fingerprint": cards.card_of(key).fingerprint, "box_private": cards.box_of(key).private_bytes_raw().hex()} for key in (HUB, LAPTOP)},
        "numbers": [[str(number), bits.number(number).hex()] for number in NUMBERS],
        "signed": [[str(number), bits.signed(number).hex()] for number in SIGNED],
        "codes": [[code, bits.code(code).hex()] for code in ("abcd", "laptop", "hubhub", "k3v7q2ab")],
        "series": [[numbers, series.write(numbers)] for numbers in SERIES],
        "words": [[text, wordbook().words.write(text)] for text in TEXTS],
        "signs": [[text, signs.to_bytes(text).hex()] for text in ("ABC\n\f", "ßàÿ", "Āༀ", "😀")],
        "branch": {"device": "laptop", "first": 7, "hash": bytes(range(32)).hex(), "code": branches.code_of("laptop", 7, bytes(range(32)))},
        "acts": list(map(plain, mine)),
        "frames": [{"packed": packed, "acts": [act.id for act in acts]} for packed, acts in zip(frames, (mine[:4], mine[4:]), strict=True)],
        "request": {"hub": HUB.code, "bytes": request.hex(), "device": read.device, "turn": read.turn, "at": read.at.isoformat(),
                    "head": read.head, "records": read.records.hex()},
        "answer": {"bytes": answer.hex(), "acts": [plain(stored.act) for stored in hub.store.everything() if stored.act.device == HUB.code]},
        "bundle": {"bytes": file.hex(), "acts": len(mine)},
        "law_pack": {"bytes": pack.hex(), "title": "Uji", "files": {"law/facts.yaml": "a: 1\n", "reference/x.csv": "k,v\n"}},
    }  # fmt: skip


if __name__ == "__main__":
    main()
