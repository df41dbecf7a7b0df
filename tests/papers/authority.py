"""A certificate authority of the tests, and people with key files it gave out."""

from __future__ import annotations

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

Identity = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]
PASSWORD = "rahasia"


def identity(name: str, issuer: Identity | None = None) -> Identity:
    """A key with a certificate, of its own or by an issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    is_authority = issuer is None
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_cert_sign=is_authority, crl_sign=is_authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer[1].subject if issuer else subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(datetime(2025, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True).add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )  # fmt: skip
    return key, builder.sign(issuer[0] if issuer else key, hashes.SHA256())


def key_file(person: Identity, authority: Identity) -> bytes:
    """A person's PKCS#12 file under the test password."""
    return pkcs12.serialize_key_and_certificates(b"kunci", person[0], person[1], [authority[1]], BestAvailableEncryption(PASSWORD.encode()))


def as_pem(one: Identity) -> bytes:
    """The certificate as a PEM file."""
    return one[1].public_bytes(Encoding.PEM)
