"""The 38 provinces and where each stands in the tile map."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from rembuk.registers.statistics.numbers import Words


class Province(NamedTuple):
    """A province by its Kemendagri code, with its tile (column and row from 0)."""

    code: str
    name: str
    short: str
    column: int
    row: int


class TileMap(NamedTuple):
    """Every province by code, and where codes and grid come from."""

    provinces: Mapping[str, Province]
    source: Words


@lru_cache(maxsize=1)
def tile_map() -> TileMap:
    """The map. Raises ValueError where two provinces share a tile or a code."""
    data = yaml.safe_load(Path(__file__).with_name("provinces.yaml").read_text(encoding="utf-8"))
    found = [Province(**row) for row in data["provinces"]]
    if len({(one.column, one.row) for one in found}) != len(found) or len({one.code for one in found}) != len(found):
        raise ValueError("provinces.yaml: dua provinsi di petak atau dengan kode yang sama")
    return TileMap({one.code: one for one in found}, Words(data["source"]["id"], data["source"]["en"]))
