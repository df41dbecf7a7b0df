"""The web server of the desk, for browsers and for nodes on bad lines: an answer to a node goes without `Date` and `Server`.

A node reads neither; on a line where nothing is new they would be a quarter of all bytes. A device's clock is compared in the exchange itself.
"""

from __future__ import annotations

from typing import Any

import waitress
from waitress.channel import HTTPChannel
from waitress.task import WSGITask

from rembuk.ledger.sync.calling import PATH

_LEFT_OUT = (b"Date:", b"Server:")


class _Task(WSGITask):
    def build_response_header(self) -> bytes:
        """The head of an answer."""
        head: bytes = super().build_response_header()
        if self.request.path != PATH:
            return head
        return b"\r\n".join(line for line in head.split(b"\r\n") if not line.startswith(_LEFT_OUT))


def answer(application: Any, **settings: Any) -> None:
    """Serves until it is stopped, everything that the first node would wait for being ready; the timer runs beside it. OSError when the port is taken."""
    from django.urls import get_resolver

    from rembuk.desk.sync import timer
    from rembuk.desk.sync.views import hub_side
    from rembuk.ledger.sync.frames import Packer
    from rembuk.ledger.sync.wordbook import wordbook

    len(get_resolver().url_patterns)
    hub_side()
    Packer(wordbook())
    HTTPChannel.task_class = _Task
    timer.start()
    waitress.serve(application, **settings)
