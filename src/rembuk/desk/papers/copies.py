"""Copies of issued letters: signed files one after the other, scans of papers signed by hand. Each is kept by its digest, told in the record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from django.conf import settings
from django.db import IntegrityError, transaction

from rembuk.casework.acting import Done, Wish
from rembuk.desk.cases.doing import do
from rembuk.desk.cases.once import SentBefore
from rembuk.desk.cases.opened import Opened
from rembuk.desk.papers.issuing import file_of
from rembuk.desk.papers.keeping import Altered, keep, kept
from rembuk.desk.papers.models import IssuedLetter, PaperCopy
from rembuk.papers.scans import Scan
from rembuk.papers.signing import Occasion, SignatureCheck, Signer, certificates, checked_signatures, sign
from rembuk.record.kinds import Words

_PDF = "application/pdf"


class NotKept(Exception):
    """Why a copy could not be added, in both languages; nothing was changed."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.id)
        self.says = says


def newest_file(row: IssuedLetter) -> bytes | None:
    """The file with the most signatures: the last signed copy, else the issued file; None when it is lost or altered."""
    last = row.copies.filter(sort="signature").last()
    return copy_file(last) if last else file_of(row)


def copy_file(copy: PaperCopy) -> bytes | None:
    """The bytes of a copy; None when they are lost or altered."""
    try:
        return kept(copy.digest)
    except Altered:
        return None


def add_signature(opened: Opened, row: IssuedLetter, signer: Signer, occasion: Occasion) -> PaperCopy:
    """One more signature on the newest file. Raises SigningProblem; NotKept when the file is lost or somebody else signed at that moment."""
    before = newest_file(row)
    if before is None:
        raise NotKept(Words("Berkas surat ini hilang atau berubah; terbitkan kembali.", "The file of this letter is lost or altered; issue it again."))
    place = row.copies.count() + 1
    signed = sign(before, signer, occasion)
    return _added(opened, row, PaperCopy(issued=row, sort="signature", place=place, digest=keep(signed), media_type=_PDF, name=occasion.name, by=opened.actor.user))


def add_scan(opened: Opened, row: IssuedLetter, file: bytes, scan: Scan, signed_by: str) -> PaperCopy:
    """The scan of the paper signed by hand. Raises NotKept when another copy was added at that moment."""
    place = row.copies.count() + 1
    return _added(
        opened, row, PaperCopy(issued=row, sort="scan", place=place, digest=keep(file), media_type=scan.media_type, name=signed_by, by=opened.actor.user)
    )


def _added(opened: Opened, row: IssuedLetter, copy: PaperCopy) -> PaperCopy:
    """The copy with its note in the record; without the one there is not the other."""
    copy.added_at = opened.now
    try:
        with transaction.atomic():
            copy.save(force_insert=True)
    except IntegrityError:
        raise NotKept(Words(
            "Salinan lain ditambahkan pada saat yang sama; muat ulang lalu ulangi.", "Another copy was added at the same moment; reload and do it again."
        )) from None  # fmt: skip
    outcome = do(opened, [Wish("note_added", {"text": _told(row, copy)})], opened.actor)
    if not isinstance(outcome, Done | SentBefore):
        copy.delete()
        raise NotKept(Words("Peran Anda tidak dapat mencatatnya dalam perkara ini.", "Your role cannot record it in this case."))
    return copy


def _told(row: IssuedLetter, copy: PaperCopy) -> str:
    what = "Tanda tangan elektronik" if copy.sort == "signature" else "Hasil pindai kertas bertanda tangan"
    return f"{what} pada surat nomor {row.number}: {copy.name}; sidik berkas SHA-256 {copy.digest}"


def checks_of(row: IssuedLetter) -> tuple[SignatureCheck, ...]:
    """What the signatures on the newest file are worth."""
    file = newest_file(row)
    return checked_signatures(file, trusted()) if file else ()


def trusted() -> Sequence[x509.Certificate]:
    """The certificates an installation trusts: the PEM and DER files in its folder `trusted`."""
    folder = Path(settings.HOME) / "trusted"
    files = sorted(path for path in folder.glob("*") if path.suffix in (".pem", ".crt", ".cer", ".der")) if folder.is_dir() else []
    return _read_certificates(tuple((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _read_certificates(files: tuple[tuple[str, int], ...]) -> tuple[x509.Certificate, ...]:
    out: list[x509.Certificate] = []
    for path, _ in files:
        try:
            out += certificates(Path(path).read_bytes())
        except (ValueError, TypeError):
            continue
    return tuple(out)
