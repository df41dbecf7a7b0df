"""The files a kit is made of, ready to be sent: compressed once, named by their digest, the same for everybody.

`/lapangan/` is the page; it names style and script by digest. `sw.js` names every file of this version: a change of any of them is a
new version, and the kit says so without losing what it holds. The law of a stage is fetched when the kit is put into service, the English words when somebody chooses English.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import zstandard

from rembuk.field.bundle import bundle, squeezed
from rembuk.field.declaration import compact, record_english, record_pack
from rembuk.field.law_pack import law_english, law_pack
from rembuk.record.stages import STAGES

ROOM = Path(__file__).parent
BASE = "/lapangan/"
_TYPES = {
    "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "json": "application/json",
    "svg": "image/svg+xml", "png": "image/png", "webmanifest": "application/manifest+json",
}  # fmt: skip

_ZSTD_LEVEL = 22
#: One thread builds, the others wait: a first visit asks for several files at once.
_BUILDING = Lock()


class KitFile(NamedTuple):
    """One file as it is sent: plain, and compressed for browsers that take zstd or only gzip."""

    content: bytes
    zstd: bytes
    gzip: bytes
    type: str
    digest: str


def kit_files() -> dict[str, KitFile]:
    """Every file by the name under which a browser asks for it, the page as ""; built the first time somebody asks."""
    with _BUILDING:
        return _built()


@lru_cache(maxsize=1)
def _built() -> dict[str, KitFile]:
    named = {name: _file(name, content) for name, content in _named_by_digest().items()}
    version = hashlib.sha256("".join(sorted(named)).encode()).hexdigest()[:12]
    fixed = {
        "": _file("index.html", _page(named)), "sw.js": _file("sw.js", _worker(named, version)),
        "app.webmanifest": _file("app.webmanifest", (ROOM / "kit/app.webmanifest").read_bytes()),
        "icon.svg": _file("icon.svg", (ROOM / "kit/icon.svg").read_bytes()),
    }  # fmt: skip
    return named | fixed


def write(folder: Path) -> list[tuple[str, int, int]]:
    """Writes the files into a folder, the page as index.html; gives name, size and compressed size of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in kit_files().items():
        (folder / (name or "index.html")).write_bytes(file.content)
    return [(name or "index.html", len(file.content), len(file.zstd)) for name, file in kit_files().items()]


def first_load(stage: str) -> int:
    """The compressed bytes of everything a kit of that stage fetches before it works without a line."""
    files = kit_files()
    return sum(len(file.zstd) for name, file in files.items() if not _is_later(name) or name.startswith(f"law-{stage}."))


def _is_later(name: str) -> bool:
    """Whether a file is fetched only when somebody needs it: the law of a stage, the English words."""
    return name.startswith(("law-", "record-en."))


def _named_by_digest() -> dict[str, bytes]:
    contents = {
        "kit.js": bundle(ROOM / "kit/main.mjs").encode(), "kit.css": squeezed((ROOM / "kit/kit.css").read_text(encoding="utf-8")).encode(),
        "record.json": record_pack().encode(), "record-en.json": record_english().encode(),
        **{f"law-{stage}.json": law_pack(stage).encode() for stage in STAGES},
        **{f"law-{stage}-en.json": law_english(stage).encode() for stage in STAGES},
    }  # fmt: skip
    return {_with_digest(name, content): content for name, content in contents.items()}


def _with_digest(name: str, content: bytes) -> str:
    stem, _, ending = name.partition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _page(named: dict[str, KitFile]) -> bytes:
    names = {f"{name.partition('.')[0]}.{name.rpartition('.')[2]}": name for name in named}
    page = (ROOM / "kit/index.html").read_text(encoding="utf-8")
    for plain in ("kit.css", "kit.js"):
        page = page.replace(plain, names[plain])
    return squeezed(page.replace("FILES", " ".join(name for name in named if name.endswith(".json")))).encode()


def _worker(named: dict[str, KitFile], version: str) -> bytes:
    shell = ["", "app.webmanifest", "icon.svg", *(name for name in sorted(named) if not _is_later(name))]
    later = [name for name in sorted(named) if _is_later(name)]
    script = squeezed((ROOM / "kit/sw.js").read_text(encoding="utf-8"))
    return script.replace("'VERSION'", f"'{version}'").replace("['SHELL']", compact(shell)).replace("['LATER']", compact(later)).encode()


def _file(name: str, content: bytes) -> KitFile:
    packed = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(content)
    digest = hashlib.sha256(content).hexdigest()[:16]
    return KitFile(content, packed, gzip.compress(content, 9, mtime=0), _TYPES[name.rpartition(".")[2]], digest)
