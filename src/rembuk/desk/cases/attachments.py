"""Attached proof: photographs, papers, recordings, kept by the digest of their bytes in the installation's folder.

The record keeps only the digest; the bytes lie once in `media/<two letters>/<digest>`, beside them a line with type and name. Nobody
but a visitor who may see a case that names the digest gets them back.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from rembuk.desk.cases.models import LooseAttachment
from rembuk.record.case import Case

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[bytes]

#: The first bytes of what may be attached, with its type.
_SIGNS: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"), (b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"WEBP", 8, "image/webp"), (b"%PDF-", 0, "application/pdf"),
    (b"ID3", 0, "audio/mpeg"), (b"\xff\xfb", 0, "audio/mpeg"), (b"OggS", 0, "audio/ogg"), (b"WAVE", 8, "audio/wav"),
    (b"\x1a\x45\xdf\xa3", 0, "video/webm"), (b"ftyp", 4, "video/mp4"), (b"#!AMR", 0, "audio/amr"),
)  # fmt: skip


class Attachment(NamedTuple):
    """One kept file: its digest, type, size in bytes and the name it came with."""

    digest: str
    type: str
    size: int
    name: str


class NotAttached(Exception):
    """Why a file was not kept, as a sentence."""


def keep(upload: Upload) -> Attachment:
    """Keep an uploaded file. Raises NotAttached for one that is empty, too large or of a type that is not kept."""
    size, name = upload.size or 0, _plain_name(upload.name or "")
    if not size:
        raise NotAttached(_("%(name)s kosong; pilih berkas lain.") % {"name": name})
    if size > settings.MAX_UPLOAD_BYTES:
        raise NotAttached(_("%(name)s lebih besar dari 20 MB; perkecil atau potong dahulu.") % {"name": name})
    head = upload.read(32)
    found = next((kind for sign, at, kind in _SIGNS if head[at : at + len(sign)] == sign), None)
    if found is None:
        raise NotAttached(_("%(name)s bukan foto, PDF, rekaman suara, atau video; simpan dahulu dalam salah satu bentuk itu.") % {"name": name})
    upload.seek(0)
    return _write(upload, found, size, name)


def _write(upload: Upload, kind: str, size: int, name: str) -> Attachment:
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".new-", dir=folder)
    digest = hashlib.sha256()
    with os.fdopen(handle, "wb") as out:
        for chunk in upload.chunks():
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    kept = Attachment(digest.hexdigest(), kind, size, name)
    place = path_of(kept.digest)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    place.with_suffix(".json").write_text(json.dumps(kept._asdict()), encoding="utf-8")
    os.replace(beside, place)
    return kept


def _folder() -> Path:
    return Path(settings.HOME) / "media"


def path_of(digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return _folder() / digest[:2] / digest


def attachment(digest: str) -> Attachment | None:
    """What is known of a kept file; None when it is not here (it may still be on its way from another device)."""
    try:
        return Attachment(**json.loads(path_of(digest).with_suffix(".json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def unknown_attachments(digests: Iterable[str]) -> list[str]:
    """Those of the digests whose bytes are not here."""
    return [digest for digest in digests if attachment(str(digest)) is None]


def is_named_in(case: Case, digest: str) -> bool:
    """Whether an act of the case names the digest."""
    return any(digest in (act.fields.get("media") or ()) for act in case.acts)


def _plain_name(name: str) -> str:
    return "".join(letter for letter in Path(name).name if letter.isprintable())[:100] or "lampiran"


def left_loose(user: str, case: str, digest: str, now: datetime) -> None:
    """Remember a file that came with a form, until an act names it."""
    LooseAttachment.objects.get_or_create(user=user, case=case, digest=digest, defaults={"at": now})


def named(user: str, case: str, digests: Iterable[str]) -> None:
    """Forget the files that an act now names."""
    LooseAttachment.objects.filter(user=user, case=case, digest__in=list(digests)).delete()


def loose_of(user: str, case: str) -> list[Attachment]:
    """The files somebody attached to forms of a case that were never saved, the oldest first."""
    digests = LooseAttachment.objects.filter(user=user, case=case).values_list("digest", flat=True)
    return [kept for digest in digests if (kept := attachment(digest))]
