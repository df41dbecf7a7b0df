"""A node over an empty store, with a device of its own for each test: a device's clock never runs back, and stories lie in the past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from casework.conftest import database  # noqa: F401
from rembuk.casework.acting import Casework
from rembuk.ledger.keys import DeviceKey, new_key

#: The day on which the stories are told in tests; those that run today are counted back from it.
TOLD_AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def new_node(database: None) -> Callable[[], Casework]:  # noqa: F811
    """Makes nodes, each with a new device enrolled before the first story begins."""

    def made() -> Casework:
        return node_of(new_key())

    return made


def node_of(device: DeviceKey) -> Casework:
    """The casework of a device, enrolled."""
    casework = Casework(device, secret=b"tests")
    casework.ledger.enrol(device.code, device.public_key, office="", label="peraga", by="uji", now=datetime(2020, 1, 1, tzinfo=UTC))
    return casework
