"""The page docs/sync.md and the worked values: read by a small reader written from the page alone, and by Rembuk's own."""

from __future__ import annotations

import ast
import base64
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rembuk.ledger import branches
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.sync import bits, bundles, cards, exchange, law_packs, records, series, signs
from rembuk.ledger.sync.frames import Unpacker
from rembuk.ledger.sync.wordbook import wordbook
from rembuk.record.act import Act

ROOT = Path(__file__).parents[2]
VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "sync.md").read_text(encoding="utf-8")
LEDGER = ROOT / "src" / "rembuk" / "ledger"
#: Modules whose words say how bytes look; what stands indented in them stands in the page too.
_CARRIED = ("closing", "columns", "exchange", "outlines", "records", "seals", "series", "signs", "values", "words", "bundles", "law_packs")
TOLD = ["witness", *(f"sync/{name}" for name in _CARRIED)]
#: What a module calls by a file's name, the page calls by its section.
SECTIONS = {
    "(`sync/closing.py`)": "(*The end of a group*)", "(`closing.py`)": "(*The end of a group*)", "the statement of `witness.py`": "the statement below",
    "the text of `series.py`": "the text of *Series*", "the codes of `words.py`": "the codes of *Words*",
}  # fmt: skip


class PageReader:
    """Reads numbers, codes and records as the page says, with nothing of Rembuk's."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def take(self, size: int) -> bytes:
        self.at += size
        return self.content[self.at - size : self.at]

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def code(self) -> str:
        length = self.take(1)[0]
        value = int.from_bytes(packed := self.take((length * 5 + 7) // 8), "big") >> (len(packed) * 8 - length * 5)
        letters = "abcdefghijklmnopqrstuvwxyz234567"
        return "".join(letters[value >> 5 * (length - 1 - place) & 31] for place in range(length))

    def records(self) -> Iterator[tuple[str, bytes]]:
        while self.at < len(self.content):
            kind = self.take(1).decode()
            yield kind, self.take(self.number())


def public(code: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(VECTORS["keys"][code]["public"]))


def key(code: str) -> DeviceKey:
    return DeviceKey(code, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(VECTORS["keys"][code]["private"])))


def public_of(code: str) -> bytes | None:
    return bytes.fromhex(VECTORS["keys"][code]["public"]) if code in VECTORS["keys"] else None


def plain(act: Act) -> dict[str, Any]:
    return {**act._asdict(), "author": act.author._asdict(), "clock": str(act.clock), "seen": list(act.seen)}


@pytest.mark.parametrize(("written", "packed"), VECTORS["numbers"])
def test_numbers(written: str, packed: str) -> None:
    assert bits.number(int(written)).hex() == packed
    assert PageReader(bytes.fromhex(packed)).number() == bits.Reader(bytes.fromhex(packed)).number() == int(written)


@pytest.mark.parametrize(("written", "packed"), VECTORS["signed"])
def test_numbers_with_a_sign(written: str, packed: str) -> None:
    assert bits.signed(int(written)).hex() == packed and bits.Reader(bytes.fromhex(packed)).signed() == int(written)


@pytest.mark.parametrize(("code", "packed"), VECTORS["codes"])
def test_codes(code: str, packed: str) -> None:
    assert bits.code(code).hex() == packed
    assert PageReader(bytes.fromhex(packed)).code() == bits.Reader(bytes.fromhex(packed)).code() == code


@pytest.mark.parametrize(("numbers", "text"), VECTORS["series"])
def test_series(numbers: list[int], text: str) -> None:
    assert series.write(numbers) == text and series.read(text) == numbers


@pytest.mark.parametrize(("text", "code"), VECTORS["words"])
def test_words(text: str, code: str) -> None:
    assert wordbook().words.write(text) == code and wordbook().words.read(code) == text


@pytest.mark.parametrize(("text", "packed"), VECTORS["signs"])
def test_text_as_bytes(text: str, packed: str) -> None:
    assert signs.to_bytes(text).hex() == packed and signs.to_text(bytes.fromhex(packed)) == text


def test_frames_are_read_as_the_acts_they_were() -> None:
    unpacker, acts = Unpacker(wordbook()), {act["id"]: act for act in VECTORS["acts"]}
    for frame in VECTORS["frames"]:
        assert [plain(act) for act in unpacker.frame(bytes.fromhex(frame["packed"]))] == [acts[one] for one in frame["acts"]]


def test_a_branch_has_the_code_that_the_page_says() -> None:
    told = VECTORS["branch"]
    made = sha256(f"rembuk-branch-1\n{told['device']}\n{told['first']}\n".encode() + bytes.fromhex(told["hash"])).digest()
    assert base64.b32encode(made).decode().lower()[:8] == told["code"]
    assert branches.code_of(told["device"], told["first"], bytes.fromhex(told["hash"])) == told["code"]


def test_a_request_is_read_and_believed_as_the_page_says() -> None:
    told = VECTORS["request"]
    content = bytes.fromhex(told["bytes"])
    reader = PageReader(content[:-64])
    assert (reader.take(1), reader.code(), reader.number()) == (b"\x01", told["device"], told["turn"])
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=int.from_bytes(reader.take(3), "big"))
    assert (at.isoformat(), reader.number()) == (told["at"], told["head"])
    assert (reader.number(), reader.number(), reader.take(1)) == (0, 0, b"\0")
    assert [kind for kind, _ in PageReader(content[reader.at : -64]).records()] == ["F", "S"]
    public(told["device"]).verify(content[-64:], f"rembuk-sync-1\n{told['hub']}\n".encode() + sha256(content[:-64]).digest())
    assert exchange.read(content).records.hex() == told["records"]
    acts = [act for one in records.read_all(bytes.fromhex(told["records"])) if one.kind == "F" for act in Unpacker(wordbook()).frame(one.content)]
    assert [plain(act) for act in acts] == VECTORS["acts"]


def test_an_answer_is_read_and_believed_as_the_page_says() -> None:
    told = VECTORS["answer"]
    parts = list(PageReader(bytes.fromhex(told["bytes"])).records())
    assert [kind for kind, _ in parts] == ["K", "P", "F", "S", "W"]
    named = dict(parts)
    confirmed = PageReader(named["K"])
    assert (confirmed.code(), confirmed.number()) == ("laptop", len(VECTORS["acts"]))
    frame = PageReader(named["F"])
    place = frame.number()
    assert [plain(act) for act in Unpacker(wordbook()).frame(named["F"][frame.at :])] == told["acts"]
    closing = PageReader(named["W"])
    flags, led, position, grant, check, ends = closing.take(1)[0], closing.number(), closing.number(), closing.number(), closing.take(2), closing.number()
    assert (flags, led, ends) == (1, place, 0)
    opening = b"".join(kind.encode() + bits.run(content) for kind, content in parts if kind in "NKGP")
    lines = [
        f"answer {VECTORS['request']['turn']} {sha256(opening).hexdigest()}", f"group {led} {sha256(b'').hexdigest()}", f"cursor {position} {grant} {check.hex()} 0",
    ]  # fmt: skip
    statement = "".join(f"{line}\n" for line in ("rembuk-witness-1", "hubhub", "laptop", *sorted(lines)))
    public("hubhub").verify(closing.take(64), statement.encode())
    assert [one.kind for one in records.read_from(io.BytesIO(bytes.fromhex(told["bytes"])).read)] == [kind for kind, _ in parts]


@pytest.mark.parametrize("code", VECTORS["keys"])
def test_a_card(code: str) -> None:
    told = VECTORS["keys"][code]
    assert cards.write(key(code)) == told["card"] and cards.read(told["card"]) == cards.card_of(key(code))
    assert cards.card_of(key(code)).fingerprint == told["fingerprint"] and cards.box_of(key(code)).private_bytes_raw().hex() == told["box_private"]


def test_a_bundle_opens_for_its_receiver() -> None:
    bundle = bundles.open_file(bytes.fromhex(VECTORS["bundle"]["bytes"]), key("hubhub"), "hubhub", public_of)
    assert (bundle.kind, bundle.sender, bundle.about.acts, bundle.about.parts) == ("Q", "laptop", VECTORS["bundle"]["acts"], 1)
    assert exchange.is_by(bundle.contents, "hubhub", public_of("laptop") or b"")


def test_a_law_pack_opens_by_its_signature() -> None:
    told = VECTORS["law_pack"]
    pack = law_packs.open_pack(bytes.fromhex(told["bytes"]), public_of)
    assert (pack.signer, pack.title, dict(pack.files)) == ("hubhub", told["title"], told["files"])


@pytest.mark.parametrize("name", TOLD)
def test_the_page_says_what_the_modules_say(name: str) -> None:
    text = ast.get_docstring(ast.parse((LEDGER / f"{name}.py").read_text(encoding="utf-8")), clean=False) or ""
    for module, section in SECTIONS.items():
        text = text.replace(module, section)
    shown = {" ".join(line.split()) for line in PAGE.splitlines()}
    told = [" ".join(line.split()) for line in text.splitlines() if line.startswith("    ")]
    assert told and [line for line in told if line not in shown] == []
