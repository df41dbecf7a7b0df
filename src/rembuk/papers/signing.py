"""Electronic signatures on a printed letter (PAdES): with a key file now, with a service outside later, several in order.

Nouns. A *signer* holds a key and its certificate. A *prepared* letter has room for a signature and the digest to be signed; a service that
keeps the key elsewhere signs that digest, and its answer (CMS) is *inserted*. A *check* says of one signature whether what it covers is
untouched, whether its certificate is trusted here, and what was added after it. Each signature is appended; only signing after signing is
allowed, any other change breaks those before it.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from asn1crypto import pem, x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import ExternalSigner, PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from rembuk.record.kinds import Words

_RESERVED = 32 * 1024
_DIGEST = "sha256"


class SigningProblem(Exception):
    """Why a letter cannot be signed: in Indonesian and English."""

    def __init__(self, says: str, says_en: str) -> None:
        super().__init__(says)
        self.says, self.says_en = says, says_en


@dataclass(frozen=True)
class Occasion:
    """What a signature says of itself: who signs, why, where."""

    name: str
    reason: str
    place: str


@dataclass(frozen=True)
class Prepared:
    """A letter with room for a signature: the file, SHA-256 of what is signed, and where the signature goes."""

    pdf: bytes
    digest: bytes
    start: int
    end: int


class Signer(Protocol):
    """Who signs: given a prepared digest (SHA-256 over the file but for the room), the signature as DER-encoded CMS."""

    def sign(self, prepared: Prepared) -> bytes:
        """The signature over `prepared.digest`, made where the key is."""
        ...


@dataclass(frozen=True)
class KeyFileSigner:
    """A signer whose key and certificate lie in a PKCS#12 file."""

    _signer: SimpleSigner

    def sign(self, prepared: Prepared) -> bytes:
        """The signature as CMS with the PAdES attributes."""
        signed: Any = asyncio.run(self._signer.async_sign(prepared.digest, _DIGEST, use_pades=True))
        return bytes(signed.dump())


def key_file_signer(pkcs12: bytes, password: str) -> KeyFileSigner:
    """A signer out of a PKCS#12 file. Raises SigningProblem for a wrong password or a file that is none."""
    try:
        signer = SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=password.encode())
    except (ValueError, TypeError, OSError) as error:
        raise _unreadable_key() from error
    if signer is None:
        raise _unreadable_key()
    return KeyFileSigner(signer)


def sign(pdf: bytes, signer: Signer, occasion: Occasion) -> bytes:
    """The letter with one more signature. Raises SigningProblem."""
    prepared = prepare(pdf, occasion)
    return insert(prepared, signer.sign(prepared))


def prepare(pdf: bytes, occasion: Occasion) -> Prepared:
    """Room for one more signature at the end of a letter. Raises SigningProblem for a file that is no PDF."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        metadata = PdfSignatureMetadata(
            field_name=f"TandaTangan{_count(pdf) + 1}", md_algorithm=_DIGEST, name=occasion.name, reason=occasion.reason, location=occasion.place,
            subfilter=SigSeedSubFilter.PADES,
        )  # fmt: skip
        work = PdfSigner(metadata, signer=_placeholder()).async_digest_doc_for_signing(writer, bytes_reserved=_RESERVED)
        digest, _, output = asyncio.run(work)
    except (PdfError, ValueError) as error:
        raise SigningProblem(f"Berkas ini tidak dapat ditandatangani: {error}", f"This file cannot be signed: {error}") from error
    return Prepared(_bytes(output), digest.document_digest, digest.reserved_region_start, digest.reserved_region_end)


def insert(prepared: Prepared, signature: bytes) -> bytes:
    """The letter with a signature (DER-encoded CMS) in its room. Raises SigningProblem for one that does not fit."""
    output = io.BytesIO(prepared.pdf)
    room = PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end)
    try:
        room.fill_with_cms(output, signature)
    except (PdfError, ValueError) as error:
        raise SigningProblem(f"Tanda tangan tidak muat atau rusak: {error}", f"The signature does not fit or is damaged: {error}") from error
    return output.getvalue()


@dataclass(frozen=True)
class SignatureCheck:
    """What one signature is worth. `intact`: what it covers is as it was. `trusted`: its certificate leads to one trusted here.

    `added_after` names what came after it: "" nothing, "signatures" further signatures (allowed), "changes" anything else.
    """

    name: str
    reason: str
    place: str
    signed_at: datetime | None
    certificate: str
    intact: bool
    trusted: bool
    added_after: str
    says: Words


def checked_signatures(pdf: bytes, trusted: Sequence[x509.Certificate]) -> tuple[SignatureCheck, ...]:
    """Every signature of a letter in order, without asking anybody on a line. Raises SigningProblem for a file that is no PDF."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        embedded = reader.embedded_signatures
    except (PdfError, ValueError) as error:
        raise SigningProblem(f"Berkas ini bukan PDF yang utuh: {error}", f"This file is no whole PDF: {error}") from error
    return tuple(_check(signature, trusted) for signature in embedded)


def certificates(data: bytes) -> list[x509.Certificate]:
    """Certificates out of a PEM or DER file, for the list of those an office trusts."""
    return list(load_certs_from_pemder_data(data)) if pem.detect(data) else [x509.Certificate.load(data)]


def _check(signature: Any, trusted: Sequence[x509.Certificate]) -> SignatureCheck:
    context = ValidationContext(trust_roots=list(trusted), allow_fetching=False, revocation_mode="soft-fail")
    told = signature.sig_object
    try:
        status = validate_pdf_signature(signature, context, skip_diff=False)
        intact, trust = bool(status.intact and status.valid), bool(status.trusted)
        added = _added(status)
        at, subject = status.signer_reported_dt, status.signing_cert.subject.human_friendly
    except Exception as error:  # the library has many ways to say that a signature cannot be read
        return SignatureCheck(_text(told, "/Name"), "", "", None, "", False, False, "changes", Words(f"Tanda tangan rusak: {error}", f"A damaged signature: {error}"))
    return SignatureCheck(
        _text(told, "/Name"), _text(told, "/Reason"), _text(told, "/Location"), at, subject, intact, trust, added, _verdict(intact, trust, added)
    )


def _added(status: Any) -> str:
    level = status.modification_level.name if status.modification_level else "OTHER"
    if level == "NONE":
        return ""
    return "signatures" if level in ("LTA_UPDATES", "FORM_FILLING") else "changes"


def _verdict(intact: bool, trusted: bool, added: str) -> Words:
    if not intact or added == "changes":
        return Words("TIDAK SAH: isi surat berubah sesudah ditandatangani.", "NOT VALID: the letter was changed after it was signed.")
    after = " Sesudahnya hanya ada tanda tangan lain." if added else ""
    after_en = " Only further signatures came after it." if added else ""
    if not trusted:
        return Words(
            f"Isi surat utuh, tetapi penerbit sertifikatnya tidak dikenal di sini.{after}",
            f"The letter is whole, but the issuer of the certificate is not known here.{after_en}",
        )
    return Words(f"Sah: isi surat utuh dan sertifikatnya dikenal.{after}", f"Valid: the letter is whole and the certificate is known.{after_en}")


def _text(told: Any, name: str) -> str:
    try:
        return str(told[name])
    except KeyError:
        return ""


def _bytes(output: Any) -> bytes:
    output.seek(0)
    return bytes(output.read())


def _count(pdf: bytes) -> int:
    return len(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)


def _placeholder() -> Any:
    """A signer that never signs: preparing needs one only for its size, which is given."""
    return ExternalSigner(signing_cert=None, cert_registry=None, signature_value=256)


def _unreadable_key() -> SigningProblem:
    return SigningProblem(
        "Berkas kunci (.p12) tidak dapat dibuka: sandinya salah atau berkasnya bukan PKCS#12.", "The key file (.p12) cannot be opened: a wrong password, or no PKCS#12 file."
    )
