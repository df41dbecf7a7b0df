"""Accessibility of a page as axe-core sees it. It sees a part only: the keyboard and the screen reader are journeys of their own.

./test installs axe-core with npm, at the version and digest of package-lock.json, under .venv/npm.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / ".venv/npm/node_modules/axe-core/axe.min.js"
#: What keeps a person from the page. axe also knows `minor` and `moderate`.
BARRING = ("serious", "critical")
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations.map(
    ({id, impact, help, nodes}) => ({id, impact, help, selectors: nodes.map(({target}) => target.flat().join(" "))})))"""


class Violation(NamedTuple):
    """One rule that the page breaks, and the elements that break it."""

    rule: str
    impact: str
    help: str
    selectors: tuple[str, ...]

    def __str__(self) -> str:
        return "\n    ".join([f"{self.rule} ({self.impact}): {self.help}", *self.selectors])


def violations(page: Page) -> list[Violation]:
    """Every rule the page breaks as it stands now."""
    # As an expression of the debugger and not as a script element, which the page's own security policy would refuse.
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return [Violation(each["id"], each["impact"], each["help"], tuple(each["selectors"])) for each in found]


def assert_accessible(page: Page) -> None:
    """Nothing on the page keeps a person from it."""
    barring = [violation for violation in violations(page) if violation.impact in BARRING]
    assert not barring, "\n".join([f"{page.url} is not accessible:", *map(str, barring)])


@cache
def _source() -> str:
    if not AXE.exists():
        raise FileNotFoundError(f"{AXE} is missing; ./test tests/browser installs it")
    return AXE.read_text(encoding="utf-8")
