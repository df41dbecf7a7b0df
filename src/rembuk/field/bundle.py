"""The kit's modules as one script, so that a slow line fetches one file and not thirty.

Each module becomes a function of its own, called once in the order of imports; what it exports is what it returns. Only the forms the
kit uses are known: `import {a, b as c} from './x.mjs'`, `import * as x from './x.mjs'`, and `export` before a declaration. Full-line
comments and leading spaces go; the rest is compression's work. A form that is not known raises BundleError.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r"^import (?:\{([^}]*)\}|\* as (\w+)) from '([^']+)'\n?", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const|let) )", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*?.*?\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
_LEFT = re.compile(r"^\s*(?:import|export)\b", re.MULTILINE)


class BundleError(Exception):
    """A module is written in a form the bundler does not know."""


def bundle(entry: Path) -> str:
    """One script that does what loading the entry module would do."""
    order = _in_order(entry.resolve(), [], ())
    parts = [_wrapped(path, order) for path in order]
    return "'use strict';(()=>{\n" + "".join(parts) + "})()\n"


def modules_of(entry: Path) -> list[Path]:
    """Every module the entry needs, itself last."""
    return _in_order(entry.resolve(), [], ())


def _in_order(path: Path, done: list[Path], above: tuple[Path, ...]) -> list[Path]:
    if path in above:
        raise BundleError(f"{path.name}: impor melingkar lewat {', '.join(one.name for one in above)}")
    if path not in done:
        for _, _, source in _IMPORT.findall(path.read_text(encoding="utf-8")):
            _in_order((path.parent / source).resolve(), done, (*above, path))
        done.append(path)
    return done


def _wrapped(path: Path, order: list[Path]) -> str:
    text = path.read_text(encoding="utf-8")
    exported = _EXPORTED.findall(text)
    body = _IMPORT.sub(lambda found: _binding(found, path, order), text)
    body = squeezed(_EXPORT.sub("", body))
    if left := _LEFT.search(body):
        raise BundleError(f"{path.name}: bentuk ini tidak dikenal: {body[left.start() : left.start() + 60]!r}")
    returned = f"return{{{','.join(exported)}}}\n" if exported else ""
    return f"const {_name(path, order)}=(()=>{{\n{body}{returned}}})()\n"


def _binding(found: re.Match[str], path: Path, order: list[Path]) -> str:
    names, whole, source = found.groups()
    module = _name((path.parent / source).resolve(), order)
    if whole:
        return f"const {whole}={module}\n"
    return "const {" + re.sub(r"(\w+) as (\w+)", r"\1:\2", names).strip().rstrip(",") + f"}}={module}\n"


def _name(path: Path, order: list[Path]) -> str:
    return f"m{order.index(path)}"


def squeezed(text: str) -> str:
    """A script without full-line comments, leading spaces and empty lines. Texts that run over lines must not need their indentation."""
    lines = (line.strip() for line in _COMMENT.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"
