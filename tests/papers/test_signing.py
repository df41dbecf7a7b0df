"""Signatures on a letter: several in order, by a key file or a service outside, and every change after them shows."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from papers.authority import PASSWORD, as_pem, identity, key_file
from papers.specimens import AT, pdf_text
from rembuk.papers.letter import Missing
from rembuk.papers.printing import print_pdf
from rembuk.papers.sample import example
from rembuk.papers.scans import Scan, scan_of
from rembuk.papers.signature_page import print_checks
from rembuk.papers.signing import (
    KeyFileSigner,
    Occasion,
    Prepared,
    SigningProblem,
    certificates,
    checked_signatures,
    insert,
    key_file_signer,
    prepare,
    sign,
)
from rembuk.record.outcome import Refused

AUTHORITY = identity("Otoritas Uji")
TRUSTED = certificates(as_pem(AUTHORITY))
ANI = Occasion("Ani Lestari", "Penyidik", "Kebumen")
HERU = Occasion("Heru Wibowo", "Kepala Satuan Lalu Lintas", "Kebumen")


def signer(name: str) -> KeyFileSigner:
    return key_file_signer(key_file(identity(name, AUTHORITY), AUTHORITY), PASSWORD)


@pytest.fixture(scope="module")
def letter() -> bytes:
    made = example("surat_panggilan")
    assert not isinstance(made, Missing)
    return print_pdf(made, at=AT)


@pytest.fixture(scope="module")
def signed_twice(letter: bytes) -> bytes:
    return sign(sign(letter, signer("Ani Lestari"), ANI), signer("Heru Wibowo"), HERU)


def test_two_people_sign_in_order(signed_twice: bytes) -> None:
    first, second = checked_signatures(signed_twice, TRUSTED)
    assert (first.name, first.added_after, second.name, second.added_after) == ("Ani Lestari", "signatures", "Heru Wibowo", "")
    assert first.intact and first.trusted and second.intact and second.trusted
    assert first.says.id.startswith("Sah") and "tanda tangan lain" in first.says.id


def test_a_letter_without_signatures_has_none(letter: bytes) -> None:
    assert checked_signatures(letter, TRUSTED) == ()


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5])
def test_a_change_of_a_signed_letter_shows(signed_twice: bytes, letter: bytes, place: float) -> None:
    changed = bytearray(signed_twice)
    changed[changed.index(b"stream", int(len(letter) * place)) + 30] ^= 1
    assert all(check.says.id.startswith(("TIDAK SAH", "Tanda tangan rusak")) for check in checked_signatures(bytes(changed), TRUSTED)[:1])


def test_a_signature_of_an_unknown_issuer_is_whole_but_not_trusted(signed_twice: bytes) -> None:
    check = checked_signatures(signed_twice, [])[0]
    assert check.intact and not check.trusted and "tidak dikenal di sini" in check.says.id


def test_a_service_outside_signs_what_was_prepared(letter: bytes) -> None:
    @dataclass
    class Service:
        seen: list[bytes]

        def sign(self, prepared: Prepared) -> bytes:
            self.seen.append(prepared.digest)
            return signer("Ani Lestari").sign(prepared)

    service = Service([])
    prepared = prepare(letter, ANI)
    assert len(prepared.digest) == 32
    (check,) = checked_signatures(insert(prepared, service.sign(prepared)), TRUSTED)
    assert check.intact and check.trusted and service.seen == [prepared.digest]


def test_a_signature_that_does_not_fit_is_refused(letter: bytes) -> None:
    with pytest.raises(SigningProblem, match="tidak muat"):
        insert(prepare(letter, ANI), bytes(100_000))


def test_a_wrong_password_and_a_file_that_is_no_letter_say_so() -> None:
    file = key_file(identity("Ani", AUTHORITY), AUTHORITY)
    for password, data in (("salah", file), (PASSWORD, b"bukan kunci")):
        with pytest.raises(SigningProblem, match="sandinya salah"):
            key_file_signer(data, password)
    with pytest.raises(SigningProblem, match="tidak dapat ditandatangani"):
        prepare(b"bukan pdf", ANI)
    with pytest.raises(SigningProblem, match="bukan PDF"):
        checked_signatures(b"bukan pdf", TRUSTED)


def test_other_programs_agree(signed_twice: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(signed_twice)
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", str(tmp_path / "a.pdf")], capture_output=True, check=False).returncode == 0
    if shutil.which("pdfsig"):
        told = subprocess.run(["pdfsig", "-nocert", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=False).stdout
        assert told.count("Signature is Valid") == 2


def test_the_page_of_a_check_says_what_was_found(signed_twice: bytes, letter: bytes) -> None:
    text = pdf_text(print_checks(checked_signatures(signed_twice, TRUSTED), signed_twice, "panggilan.pdf", at=AT))
    assert "Ani Lestari" in text and "Heru Wibowo" in text and "utuh" in text and "panggilan.pdf" in text
    assert "tidak memuat tanda tangan" in pdf_text(print_checks((), letter, "panggilan.pdf", at=AT))


@pytest.mark.parametrize(("file", "sort"), [(b"%PDF-1.7 ...", "application/pdf"), (b"\xff\xd8\xff\xe0...", "image/jpeg"), (b"\x89PNG\r\n\x1a\n..", "image/png")])
def test_a_paper_signed_by_hand_is_kept_with_the_digest_of_its_scan(file: bytes, sort: str) -> None:
    scan = scan_of(file)
    assert isinstance(scan, Scan) and scan.media_type == sort and len(scan.digest) == 64


@pytest.mark.parametrize("file", [b"", b"MZ program"])
def test_a_scan_that_is_none_is_refused(file: bytes) -> None:
    assert isinstance(scan_of(file), Refused)
