"""Reading the law's own files, keeping the line of every row. Dates come as ISO text.

A *row* is a mapping of a law file that knows its file and line, so that a mistake can be named where it stands.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from rembuk.reference.placed import folder

LAW_DIR = folder("law", Path(__file__).parent)


class LawError(Exception):
    """A law file that cannot be used as written: which file, which line, what is wrong, how to mend it.

    Our own files carry such a mistake only while somebody edits them, so it is raised, and the command line turns it
    into one sentence.
    """

    def __init__(self, file: str, line: int, what: str, mend: str) -> None:
        self.file, self.line, self.what, self.mend = file, line, what, mend
        super().__init__(f"{file}:{line}: {what}. Perbaikan: {mend}.")


def two_languages(row: Row, key: str) -> tuple[str, str]:
    """The Indonesian and the English text under a key; raises LawError for a missing one or anything beside them.

    A comma or colon in an unquoted text cuts it off and leaves strange keys, which is why they are refused.
    """
    texts = row.get(key)
    if not isinstance(texts, Row) or not texts.get("id") or not texts.get("en"):
        raise row.error(f"'{key}' tanpa bunyi dalam dua bahasa", f"isi {key}.id dan {key}.en")
    if set(texts) != {"id", "en"}:
        raise texts.error(f"'{key}' berisi kunci asing: {', '.join(sorted(set(texts) - {'id', 'en'}))}", "beri tanda kutip pada bunyi yang memuat koma atau titik dua")
    return str(texts["id"]), str(texts["en"])


class Row(dict[str, Any]):
    """A mapping from a law file, with its file name and line (1-based)."""

    __slots__ = ("file", "line")
    file: str
    line: int

    def error(self, what: str, mend: str) -> LawError:
        """The error that names this row."""
        return LawError(self.file, self.line, what, mend)


def load_rows(path: Path) -> Any:
    """Read a YAML file; every mapping in it becomes a `Row`.

    Raises LawError when the file is not YAML, naming the line.
    """
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader = loader_class(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        return None if node is None else _build(node, loader, path.name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise LawError(
            path.name, line, f"bukan YAML yang sah: {error}", "periksa indentasi, titik dua, dan kutip"
        ) from None
    finally:
        loader.dispose()


def _build(node: Any, loader: Any, file: str) -> Any:
    if node.id == "mapping":
        row = Row()
        row.file, row.line = file, node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = str(key_node.value)  # as written: YAML would read `on`, `yes` and `no` as truth values
            if key in row:
                raise LawError(
                    file, key_node.start_mark.line + 1, f"kunci '{key}' tertulis dua kali", "hapus salah satu"
                )
            row[key] = _build(value_node, loader, file)
        return row
    if node.id == "sequence":
        return [_build(item, loader, file) for item in node.value]
    try:
        value = loader.construct_object(node, deep=True)
    except ValueError as error:
        line = node.start_mark.line + 1
        raise LawError(file, line, f"'{node.value}' bukan tanggal atau bilangan yang ada ({error})", "perbaiki, atau beri kutip") from None
    return value.isoformat() if isinstance(value, date) else value


def to_plain(value: Any) -> Any:
    """The rows as plain JSON values, each mapping with its line under '@line'."""
    if isinstance(value, Row):
        return {"@line": value.line} | {key: to_plain(item) for key, item in value.items()}
    return [to_plain(item) for item in value] if isinstance(value, list) else value


def from_plain(value: Any, file: str) -> Any:
    """The inverse of `to_plain`."""
    if isinstance(value, dict):
        row = Row((key, from_plain(item, file)) for key, item in value.items() if key != "@line")
        row.file, row.line = file, value["@line"]
        return row
    return [from_plain(item, file) for item in value] if isinstance(value, list) else value
