"""English for the desk's Indonesian texts: what is written in the sources, what the catalogue says, and whether they agree.

The sources hold Indonesian; `locale/en/LC_MESSAGES/django.po` holds the English, and `django.mo` beside it is what Django reads.
`python -m rembuk.desk.translation` brings the catalogues (`desk`, and each part that has its own) in step with the sources and
names what still lacks English; with a name, only that one. Needs polib, which only developers have.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from jinja2 import Environment

DESK = Path(__file__).parent
_CALLS = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"})


class Catalogue(NamedTuple):
    """One part of the desk: the folders of its sources, those in them that belong to other parts, and where its English is kept."""

    home: Path
    sources: tuple[Path, ...]
    without: tuple[Path, ...] = ()

    @property
    def po(self) -> Path:
        """The English as people edit it."""
        return self.home / "locale" / "en" / "LC_MESSAGES" / "django.po"

    @property
    def mo(self) -> Path:
        """The English as Django reads it."""
        return self.po.with_suffix(".mo")


#: Parts with a catalogue of their own; their pages stand in their own folder or in `templates` under their name.
PARTS = tuple(Catalogue(DESK / name, (DESK / name, DESK / "templates" / name)) for name in ("work", "cases", "papers", "numbers", "field_kit", "sync"))
CATALOGUES = (Catalogue(DESK, (DESK,), tuple(folder for part in PARTS for folder in part.sources)), *PARTS)
Text = tuple[str, str]


def texts_of(catalogue: Catalogue) -> dict[Text, list[str]]:
    """Every text of the sources, with its plural (or empty), and the files it stands in."""
    found: dict[Text, list[str]] = {}
    for path in _files_of(catalogue):
        for text in _python_texts(path) if path.suffix == ".py" else _template_texts(path):
            places = found.setdefault(text, [])
            name = str(path.relative_to(DESK))
            if name not in places:
                places.append(name)
    return found


def _files_of(catalogue: Catalogue) -> list[Path]:
    files = {path for folder in catalogue.sources for kind in ("*.py", "*.html", "*.txt") for path in folder.rglob(kind)}
    return sorted(path for path in files if not any(path.is_relative_to(folder) for folder in catalogue.without))


def _python_texts(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if texts:
                yield texts[0], texts[1] if "ngettext" in node.func.id and len(texts) > 1 else ""


def _template_texts(path: Path) -> Iterator[Text]:
    env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    env.policies["ext.i18n.trimmed"] = True
    for _line, _call, text in env.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
        if isinstance(text, tuple):
            yield text[0], text[1] or "" if len(text) > 1 else ""
        elif text:
            yield text, ""


def brought_into_step(catalogue: Catalogue) -> polib.POFile:
    """The catalogue with every text of the sources and no other; English already there is kept, new texts have none."""
    known = {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(catalogue.po))} if catalogue.po.exists() else {}
    out = polib.POFile(wrapwidth=140)
    out.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for text, places in sorted(texts_of(catalogue).items()):
        kept = known.get(text)
        entry = polib.POEntry(msgid=text[0], msgid_plural=text[1], occurrences=[(place, "") for place in places])
        if text[1]:
            entry.msgstr_plural = kept.msgstr_plural if kept else {0: "", 1: ""}
        else:
            entry.msgstr = kept.msgstr if kept else ""
        out.append(entry)
    return out


def main(names: list[str]) -> int:
    """Write the catalogues of the folders named, or all; 1 when a text lacks English."""
    lacking = 0
    for catalogue in CATALOGUES:
        if (names and catalogue.home.name not in names) or not texts_of(catalogue):
            continue
        found = brought_into_step(catalogue)
        catalogue.po.parent.mkdir(parents=True, exist_ok=True)
        found.save(str(catalogue.po))
        found.save_as_mofile(str(catalogue.mo))
        for entry in found.untranslated_entries():
            print(f"{catalogue.po}: {entry.msgid}", file=sys.stderr)
            lacking += 1
    return bool(lacking)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
