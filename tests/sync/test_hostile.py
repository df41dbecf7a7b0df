"""Hostile bytes: whatever comes is refused with a sentence or understood; nothing crashes, hangs or grows without bounds."""

from __future__ import annotations

import io
import json
import random
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.carrying import HubOffice, Line, Office
from ledger.cast import NOON
from ledger.databases import Databases
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.sync import bits, bundles, cards, exchange, frames, records, signs
from rembuk.ledger.sync.bundles import BundleProblem
from rembuk.ledger.sync.columns import Stream, Unreadable, read
from rembuk.ledger.sync.frames import Unpacker
from rembuk.ledger.sync.node import Reply
from rembuk.ledger.sync.sticks import export_request, import_files
from rembuk.ledger.sync.wordbook import wordbook
from sync.offices import HUB, NODES, Files, new_node

LAPTOP = NODES[0]
BYTES = st.binary(max_size=300)
SEEDS = st.integers(0, 2**32)
#: A few messages' worth; what comes is at most one megabyte.
MOST_MEMORY = 64 * 1024 * 1024


@pytest.fixture(scope="module")
def files(databases: Databases) -> Iterator[Files]:
    kept = Files(databases)
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def hub(files: Files) -> HubOffice:
    office = HubOffice(files.empty(), HUB)
    case = office.open_case(NOON)
    office.notes(case, [f"catatan {number} tentang ganti rugi" for number in range(30)])
    return office


@pytest.fixture(scope="module")
def laptop(files: Files, hub: HubOffice) -> Office:
    office = new_node(files, LAPTOP, hub)
    case = office.open_case(NOON)
    office.notes(case, [f"korban hadir di balai desa nomor {number}" for number in range(30)])
    return office


def mangled(content: bytes, seed: int) -> bytes:
    """Changed in one to five places: bits, pieces left out, repeated, exchanged, put in."""
    chance, out = random.Random(seed), bytearray(content)
    for _ in range(chance.randint(1, 5)):
        at, size = chance.randrange(len(out) + 1), chance.randrange(1, 40)
        match chance.randrange(5):
            case 0 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                out[at:at] = chance.randbytes(size)
            case _:
                out[at : at + 1] = b"\xff" * chance.randrange(12)
    return bytes(out)


def signed(content: bytes, key: DeviceKey = LAPTOP) -> bytes:
    """As a device that is enrolled, and hostile, would sign it."""
    return content + key.sign(exchange._message(HUB.code, content))


@given(BYTES)
def test_any_bytes_are_refused_as_a_request(hub: HubOffice, content: bytes) -> None:
    answer = hub.side.answer(content, NOON)
    assert answer.status in (400, 403) and answer.says and all(answer.says)


@given(SEEDS)
def test_a_mangled_request_of_an_enrolled_device_breaks_nothing(hub: HubOffice, laptop: Office, seed: int) -> None:
    content, _ = laptop.node.request(NOON)
    before = hub.acts()
    answer = hub.side.answer(signed(mangled(content[:-64], seed)), NOON)
    b"".join(answer.records)
    assert answer.status in (200, 400, 403, 409)
    assert hub.acts() == before or hub.acts() == before | laptop.acts()


@given(SEEDS)
def test_a_mangled_answer_is_never_half_believed(hub: HubOffice, laptop: Office, seed: int) -> None:
    line, before = Line(hub), laptop.acts()
    whole = line.post(laptop.node.request(NOON)[0]).read(1 << 20)
    with suppress(Unreadable, EOFError):
        laptop.node.exchange(lambda content: Reply(200, io.BytesIO(mangled(whole, seed)).read), NOON)
    assert laptop.acts() == before


@given(BYTES)
def test_any_bytes_are_no_frame_or_one(content: bytes) -> None:
    with suppress(Unreadable):
        Unpacker(wordbook()).frame(content)


TOLD = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 14) | st.integers() | st.sampled_from(["", "0", "~2C00", "1A", "#0", "laptop", "kata", "~", "^", "A|B", "\x00"]) | st.floats(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["a", "fields"]), inner, max_size=2),
    max_leaves=25,
)  # fmt: skip


@given(st.lists(TOLD, min_size=15, max_size=15) | TOLD)
def test_any_columns_are_refused_or_read(columns: object) -> None:
    with suppress(Unreadable):
        read(columns, Stream(wordbook()))


@given(SEEDS)
def test_mangled_columns_of_a_true_frame_are_refused_or_read(laptop: Office, seed: int) -> None:
    """Below the compression, so that changes reach every part of the reader."""
    sent: list[str] = []

    class Listening(frames.Packer):
        def _flushed(self, part: str) -> bytes:
            sent.append(part)
            return b""

    Listening(wordbook()).frame([stored.act for stored in laptop.store.everything()])
    text = mangled("".join(sent).encode(), seed).decode("utf-8", "replace").replace("\ufffd", "?")
    packer = frames.Packer(wordbook())
    with suppress(Unreadable):
        Unpacker(wordbook()).frame(packer._zstd.compress(signs.to_bytes(text)) + packer._zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))


@given(BYTES | st.just(b""))
def test_any_bytes_are_refused_as_a_bundle(hub: HubOffice, content: bytes) -> None:
    for opening in (b"", bundles.MAGIC, bundles.MAGIC + b"Q" + bits.code(HUB.code)):
        with pytest.raises(BundleProblem):
            import_files(hub.store.ledger, HUB, [opening + content], NOON, hub_side=hub.side)


@given(SEEDS)
def test_a_mangled_bundle_is_refused_whole(hub: HubOffice, laptop: Office, seed: int) -> None:
    (file,) = export_request(laptop.store.ledger, LAPTOP, cards.card_of(HUB), NOON)
    broken, before = mangled(file, seed), hub.acts()
    if broken != file:
        with pytest.raises(BundleProblem):
            import_files(hub.store.ledger, HUB, [broken], NOON, hub_side=hub.side)
        assert hub.acts() == before


@given(st.text(max_size=200))
def test_any_text_is_no_card(text: str) -> None:
    with pytest.raises(cards.CardProblem):
        cards.read(text)


def test_a_small_record_that_unpacks_to_far_too_much_is_refused_without_unpacking(files: Files, hub: HubOffice) -> None:
    new_node(files, NODES[1], hub)
    packer = frames.Packer(wordbook())
    bomb = packer._zstd.compress(bytes(1 << 27)) + packer._zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    told = zstandard.ZstdCompressor(level=19).compress(b'["' + bytes(1 << 27) + b'"]')
    assert len(bomb) < 200_000 and len(told) < 200_000
    for turn, content in enumerate((records.written("F", bomb), records.written("I", told)), 1):
        request = b"\x01" + bits.code(NODES[1].code) + bits.number(turn) + bytes(3) + bytes(3) + b"\0" + content
        tracemalloc.start()
        answer = hub.side.answer(signed(request, NODES[1]), NOON)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert answer.status == 400 and peak < MOST_MEMORY


@settings(max_examples=20)
@given(st.integers(1, 2**62 - 1), st.sampled_from("NKGPFIRSAW"))
def test_a_record_that_claims_to_be_long_is_not_waited_for(size: int, kind: str) -> None:
    with pytest.raises((Unreadable, EOFError)):
        list(records.read_from(io.BytesIO(kind.encode() + bits.number(size)).read))


@given(TOLD)
def test_any_notice_refusal_or_introduction_is_refused_or_read(hub: HubOffice, laptop: Office, told: object) -> None:
    """From a hub that has the right key and says strange things."""
    try:
        packed = records.told(json.loads(json.dumps(told, default=str)))
    except ValueError:
        return
    before = laptop.acts()
    for kind in "NGIR":
        content = records.written(kind, packed)
        with suppress(Unreadable):
            laptop.node.exchange(lambda _, content=content: Reply(200, io.BytesIO(content).read), NOON)
    assert laptop.acts() == before
