"""The file that holds a node's private key."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rembuk.ledger.errors import KeyFileError, StoreError
from rembuk.ledger.keys import DeviceKey, is_signed, load_or_create, new_key


def test_a_node_keeps_its_key(key_path: Path) -> None:
    made = load_or_create(key_path)
    again = load_or_create(key_path)
    assert (again.code, again.public_key) == (made.code, made.public_key)
    assert is_signed(b"isi", again.sign(b"isi"), made.public_key)
    assert not is_signed(b"isi lain", again.sign(b"isi"), made.public_key)
    assert not is_signed(b"isi", again.sign(b"isi"), new_key().public_key)


def test_only_the_owner_may_read_the_file(key_path: Path) -> None:
    load_or_create(key_path)
    assert stat.S_IMODE(key_path.stat().st_mode) == 0o600
    assert list(key_path.parent.iterdir()) == [key_path]
    key_path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load_or_create(key_path)


def test_two_that_start_at_once_get_one_key(key_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(load_or_create, [key_path] * 32))
    assert len({(key.code, key.public_key) for key in keys}) == 1


@pytest.mark.parametrize("text", ["", "rembuk-device-1\nabcd\n", "rembuk-device-1\nabcd\nAAAA\n", "rembuk-device-2\nabcd\nAAAA\n", "\x00" * 50])
def test_a_file_that_is_no_key_is_never_replaced(key_path: Path, text: str) -> None:
    key_path.write_text(text, encoding="utf-8")
    key_path.chmod(0o600)
    with pytest.raises(KeyFileError, match="bukan berkas kunci"):
        load_or_create(key_path)
    assert key_path.read_text(encoding="utf-8") == text


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="tidak dapat dibaca atau dibuat"):
        load_or_create(tmp_path / "none" / "node.key")


def test_codes_are_short_and_the_private_key_is_never_shown() -> None:
    key = new_key()
    assert len(key.code) == 8
    assert "private" not in repr(key)
    for code in ("abc", "abcdefghi", "Abcd", "abc1", "ab.d"):
        with pytest.raises(ValueError, match="kode perangkat"):
            DeviceKey(code, key.private_key)
