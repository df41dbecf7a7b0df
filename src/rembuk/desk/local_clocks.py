"""An office's own, stricter lengths of the law's clocks, from a file in the installation's folder.

`local-clocks.yaml` holds one line a clock, by the instrument and the step or clock as `docs/law` names them:

    perja-15-2020/12-2: 1

A length longer than the law's is not used, and the page says so; a name nobody knows is a mistake told at the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from rembuk.desk.installation import InstallationProblem
from rembuk.law.library import Law

FILE = "local-clocks.yaml"


def read_local_clocks(folder: Path, law: Law) -> Mapping[str, int]:
    """The office's lengths; none where it has no such file. Raises InstallationProblem naming the line that cannot be used."""
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InstallationProblem(f"{path} bukan YAML yang sah: {error}") from None
    if not isinstance(rows, dict):
        raise InstallationProblem(f"{path} harus berisi baris 'aturan/langkah: bilangan'")
    return {_known(path, name, law): _length(path, name, value) for name, value in rows.items()}


def _known(path: Path, name: Any, law: Law) -> str:
    instrument_id, _, clock = str(name).partition("/")
    if instrument_id in law.ids:
        instrument = law.instrument(instrument_id)
        if clock in {step.id for step in instrument.steps if step.clock} | {one.id for one in instrument.clocks}:
            return str(name)
    raise InstallationProblem(f"{path}: '{name}' tidak menunjuk tenggang yang ada; lihat namanya di docs/law")


def _length(path: Path, name: Any, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise InstallationProblem(f"{path}: '{name}' berisi {value!r}; tulis bilangan bulat lebih dari nol")
