"""Documents per second: this room's letter against WeasyPrint on the same two-page letter, one process, warm, every letter different.

    bench/papers/run [letters]
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rembuk.papers.letter import Letter, Missing
from rembuk.papers.printed import printed
from rembuk.papers.printing import print_docx, print_pdf
from rembuk.papers.sample import example
from rembuk.papers.typesetting import ROOM

HERE = Path(__file__).parent
AT = datetime(2026, 3, 2, tzinfo=UTC)
ROUNDS = 3


def letters(count: int, salt: str) -> Iterator[Letter]:
    """So many agreements, each with its own number, place, leader and account."""
    made = example("surat_kesepakatan_perdamaian")
    assert not isinstance(made, Missing)
    given: dict[str, Any] = dataclasses.asdict(made)
    for n in range(count):
        incident = dataclasses.replace(made.incident, account=f"{given['incident']['account']} Catatan {salt} {n}.")  # type: ignore[attr-defined]
        yield dataclasses.replace(made, number=f"SK/{n}/{salt}", made_in=f"Ruang {salt} {n}", leader=f"Pemimpin {n}", incident=incident)  # type: ignore[call-arg]


def with_weasyprint(variant: str | None) -> Callable[[Letter], bytes]:
    """The peer: the same letter as HTML."""
    import jinja2
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    page = jinja2.Environment(autoescape=True).from_string((HERE / "letter.html").read_text(encoding="utf-8"))
    fonts, folder = FontConfiguration(), (ROOM / "fonts").as_uri()

    def make(letter: Letter) -> bytes:
        html = page.render(d=printed(letter), fonts=folder)
        return bytes(weasyprint.HTML(string=html).write_pdf(font_config=fonts, pdf_variant=variant))

    return make


def rate(make: Callable[[Letter], bytes], count: int, salt: str) -> tuple[float, float, int]:
    """Letters a second and processor milliseconds a letter, the best of some rounds, and the size of the last."""
    size, best, least = 0, 0.0, float("inf")
    for letter in letters(3, f"hangat-{salt}"):
        make(letter)
    for turn in range(ROUNDS):
        batch = list(letters(count, f"{salt}-{turn}"))
        start, worked = time.perf_counter(), time.process_time()
        for letter in batch:
            size = len(make(letter))
        best = max(best, count / (time.perf_counter() - start))
        least = min(least, (time.process_time() - worked) / count * 1000)
    return best, least, size


def main(count: int) -> None:
    """Measure and print a table."""
    makers = {
        "Rembuk PDF/A-3a + UA-1, record attached": lambda letter: print_pdf(letter, at=AT),
        "Rembuk DOCX": lambda letter: print_docx(letter, at=AT),
    }
    try:
        makers["WeasyPrint PDF"] = with_weasyprint(None)
        makers["WeasyPrint PDF/A-3a"] = with_weasyprint("pdf/a-3a")
    except ImportError:
        print("WeasyPrint is not installed: only our own rate is measured", file=sys.stderr)
    print("| printing | letters/s | processor ms a letter | bytes |\n| --- | --- | --- | --- |")
    for name, make in makers.items():
        per_second, worked, size = rate(make, count if name.startswith("Rembuk") else max(5, count // 10), name[:12])
        print(f"| {name} | {per_second:.1f} | {worked:.1f} | {size} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
