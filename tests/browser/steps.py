"""What a person does at the desk, in small verbs: find a case, record an act, answer what is asked, be refused.

    def test_a_mediator_invites(person):
        siti = person("siti")
        siti.finds("RJ-DS/02/IV/2026")
        siti.records("Tambah pihak", {"Sebagai": "Penerjemah", "Nama": "Guru Welem (contoh)"})

Nouns. *Blanks* are what is filled in, by the label a person reads: text or a number to write, the beginning of an option to choose,
a list of beginnings to tick, a date, a moment, or a list of rows, each again blanks by label. Nothing waits for a time to pass:
every press waits for the page it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import ElementHandle, Locator, Page, expect

from browser.conftest import WIDE, PageAt

Blanks = Mapping[str, Any]
RECORDED = "Tercatat:"
#: The blank under a label: the field with that label or legend, without the remark that it may stay empty.
_UNDER_LABEL = """(form, wanted) => {
  const plain = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".optional").forEach((remark) => remark.remove());
    return copy.textContent.replace(/\\s+/g, " ").trim();
  };
  const labels = (field) => field.querySelectorAll(":scope > label, :scope > legend, :scope > fieldset > legend");
  return [...form.querySelectorAll(".field, fieldset.rows")].find((field) => [...labels(field)].some((label) => plain(label) === wanted)) || null;
}"""
_LABELS = """(form) => [...form.querySelectorAll("label, legend")].map((one) => one.textContent.replace(/\\s+/g, " ").trim())"""
_OPTION = """(select, wanted) => [...select.options].filter((option) => option.textContent.trim().startsWith(wanted)).map((option) => option.value)"""


class Person:
    """Somebody at the desk with a browser of his own. `case` is the address of the case he has open."""

    def __init__(self, page: Page, expect_trouble: Callable[[str], None]) -> None:
        self.page, self._expect_trouble = page, expect_trouble
        self.case = ""

    # == going somewhere ==

    def goes(self, address: str) -> None:
        """To an address of the desk."""
        self.page.goto(address)

    def follows(self, link: str, *, within: str = "body") -> None:
        """A link by the beginning of its name."""
        self._press(self.page.locator(within).get_by_role("link", name=re.compile(rf"^\s*{re.escape(link)}")).first)

    def presses(self, button: str) -> None:
        """A button by its name."""
        self._press(self.page.get_by_role("button", name=button, exact=True).last)

    def finds(self, words: str) -> None:
        """Search the list for a number, name or title and open the one case that is found."""
        self.page.goto("/perkara/")
        self.page.get_by_role("searchbox").fill(words)
        self.presses("Cari")
        found = self.page.locator("table.listing tbody tr")
        expect(found, f"'{words}' finds one case").to_have_count(1)
        self._press(found.get_by_role("link").first)
        self.case = self._address()

    def opens_the_first(self, filters: str) -> None:
        """The first case of the list under these filters of its address."""
        self.page.goto(f"/perkara/?{filters}")
        self._press(self.page.locator("table.listing tbody").get_by_role("link").first)
        self.case = self._address()

    def does_not_find(self, words: str) -> None:
        """The same search gives nothing, and says so."""
        self.page.goto("/perkara/")
        self.page.get_by_role("searchbox").fill(words)
        self.presses("Cari")
        expect(self.page.locator("table.listing")).to_have_count(0)
        self.sees("Tidak ada yang cocok")

    def takes_up(self, work: str, title: str) -> None:
        """A piece of the day's work by its beginning and the title of its case; the form that does it, or the case, is open."""
        self.page.goto("/kerja/")
        piece = self.page.locator("ul.work li").filter(has_text=title)
        self._press(piece.get_by_role("link", name=re.compile(rf"^\s*{re.escape(work)}")).first)
        self.case = self._address()

    def opens(self, address: str) -> None:
        """A case by its address, or a page of it: `opens(ani.case + "orang/")`."""
        self.page.goto(address)
        found = re.search(r"/perkara/[^/]+/", address)
        self.case = found[0] if found else self.case

    def goes_in_vain(self, address: str, status: int) -> None:
        """To an address that the desk refuses with this status."""
        self._expect_trouble(rf"GET .*{re.escape(address)}: {status}$")
        self.page.goto(address)

    def looks_at(self, part: str) -> None:
        """A page of the open case by the name of its tab."""
        self.page.goto(self.case)
        self.follows(part, within="nav.tabs")

    # == reading ==

    def sees(self, *texts: str) -> None:
        """All of these stand on the page."""
        for text in texts:
            expect(self.page.locator("main"), f"{self.page.url} says '{text}'").to_contain_text(text)

    def sees_not(self, *texts: str) -> None:
        """None of these stands anywhere on the page."""
        for text in texts:
            expect(self.page.locator("body"), f"{self.page.url} does not say '{text}'").not_to_contain_text(text)

    # == writing ==

    def begins(self, blanks: Blanks) -> None:
        """A new case by the short interview; afterwards the case is open."""
        self.page.goto("/kerja/")
        self.follows("Perkara baru")
        self.fills(blanks)
        self.presses("Buka perkara")
        self.sees("Perkara dibuka.")
        self.case = self._address()

    def records(self, act: str, blanks: Blanks | None = None) -> None:
        """An act of the open case by its name in the menu; it is recorded, or the test fails with what the page says."""
        self._form(act, blanks or {})
        self.saves()

    def saves(self) -> None:
        """The form on the page; what it records is recorded, or the test fails with what the page says."""
        self.presses("Simpan")
        self._was_recorded()

    def is_refused(self, act: str, blanks: Blanks | None = None, *, because: str) -> None:
        """The act is not recorded, and the page says why."""
        self._form(act, blanks or {})
        self._expect_trouble(rf"refused: POST .*{re.escape(self.case)}lakukan/.*: 409$")
        self.presses("Simpan")
        expect(self.page.get_by_role("alert").first).to_contain_text(because)
        self.page.goto(self.case)

    def is_not_offered(self, *acts: str) -> None:
        """None of these acts stands in the menu of the open case."""
        self._menu()
        for act in acts:
            expect(self.page.get_by_role("link", name=act, exact=True), f"'{act}' is not offered").to_have_count(0)

    def only_reads(self, act: str) -> None:
        """The open case leads to no act any more, and the form of this one (its kind) is refused by its address too."""
        self.page.goto(self.case)
        expect(self.page.get_by_role("link", name="Catat perbuatan")).to_have_count(0)
        self.goes_in_vain(f"{self.case}lakukan/{act}/", 403)

    def states(self, question: str, value: Any, **more: str) -> None:
        """A fact, by the beginning of its question."""
        self._menu()
        self.follows("Nyatakan fakta")
        self.fills({"Pertanyaan": question})
        self.presses("Lanjut")
        blank = self.page.locator("main form .field").first
        self._fill_blank(blank.element_handle(), value)
        self.fills(more)
        self.saves()

    def answers(self, known: Mapping[str, Any]) -> list[str]:
        """The questions of the case one after the other: what is known by the fact's name, "not known" to all others.

        Gives the names of the facts that were asked, in their order.
        """
        asked: list[str] = []
        self.page.goto(f"{self.case}tanya/")
        while (form := self.page.locator("form.question")).count():
            fact = form.locator("input[name=fact]").input_value()
            assert fact not in asked, f"{fact} is asked again although it was answered"
            asked.append(fact)
            if fact in known:
                self._fill_blank(form.locator(".field").first.element_handle(), known[fact])
                self.presses("Simpan jawaban")
            else:
                self.presses("Belum tahu")
        self.sees("Tidak ada pertanyaan lagi")
        return asked

    def fills(self, blanks: Blanks) -> None:
        """Blanks of the form on the page; rows that are still missing are added first, as their button sends the form."""
        for label, value in blanks.items():
            if _is_rows(value):
                self._add_rows(label, len(value))
        form = self._the_form()
        for label, value in blanks.items():
            self._fill_blank(self._blank(form, label), value)

    # == inside ==

    def _address(self) -> str:
        found = re.search(r"/perkara/[^/]+/", self.page.url)
        assert found, f"{self.page.url} is no case"
        return found[0]

    def _press(self, what: Locator) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            what.click()

    def _menu(self) -> None:
        if self.case not in self.page.url:
            self.page.goto(self.case)
        if "/evaluasi/" in self.page.url:
            self.page.goto(f"{self.case}lakukan/")
        else:
            self.follows("Catat perbuatan")

    def _form(self, act: str, blanks: Blanks) -> None:
        self._menu()
        self._press(self.page.get_by_role("link", name=act, exact=True))
        self.fills(blanks)

    def _was_recorded(self) -> None:
        done = self.page.locator(".notice.success").first
        if not done.count():
            alerts = " | ".join(self.page.get_by_role("alert").all_inner_texts())
            raise AssertionError(f"not recorded ({self.page.url}): {alerts or self.page.locator('main').inner_text()[:600]}")
        expect(done).to_contain_text(RECORDED)

    def _the_form(self) -> ElementHandle:
        return self.page.locator("main form").filter(has=self.page.locator(".field")).first.element_handle()

    def _blank(self, form: ElementHandle, label: str) -> ElementHandle:
        found = form.evaluate_handle(_UNDER_LABEL, label).as_element()
        assert found, f"there is no blank '{label}' at {self.page.url}; there are: {form.evaluate(_LABELS)}"
        return found

    def _add_rows(self, label: str, wanted: int) -> None:
        while True:
            rows = self._blank(self._the_form(), label)
            if len(rows.query_selector_all("fieldset.row")) >= wanted:
                return
            button = rows.query_selector("button[value^='row:']")
            assert button, f"'{label}' has no button for another row"
            with self.page.expect_navigation(wait_until="domcontentloaded"):
                button.click()

    def _fill_blank(self, blank: ElementHandle, value: Any) -> None:
        if _is_rows(value):
            for row, columns in zip(blank.query_selector_all("fieldset.row"), value, strict=False):
                for label, column in columns.items():
                    self._fill_blank(self._blank(row, label), column)
        elif select := blank.query_selector("select"):
            self._choose(select, str(value))
        elif blank.query_selector("input[type=radio], input[type=checkbox]:not([name$='-never'])"):
            for one in value if isinstance(value, list | tuple) else [value]:
                self._tick(blank, str(one))
        else:
            control = blank.query_selector("input, textarea")
            assert control, blank.inner_text()
            control.fill(written(value))

    def _choose(self, select: ElementHandle, wanted: str) -> None:
        values = select.evaluate(_OPTION, wanted)
        assert values, f"nothing begins with '{wanted}' among: {select.inner_text()}"
        select.select_option(values[0])

    def _tick(self, blank: ElementHandle, wanted: str) -> None:
        for label in blank.query_selector_all("label"):
            if label.inner_text().strip().startswith(wanted):
                control = label.query_selector("input")
                assert control
                control.check()
                return
        raise AssertionError(f"nothing begins with '{wanted}' among: {blank.inner_text()}")


def _is_rows(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and bool(value) and isinstance(value[0], Mapping)


def written(value: Any) -> str:
    """A value as the browser's own control takes it: 2026-03-02 for a day, 2026-03-02T14:05 for a moment, lines for several texts."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def term(kind: str, what: str, by: str, to: str = "", *, amount: str = "", due: date | None = None) -> Blanks:
    """A row of an agreement: what is done by whom for whom, how much in words or figures, by which day."""
    row = {"Jenis": kind, "Apa yang dilakukan": what, "Siapa yang melakukan": by, "Kepada siapa": to, "Jumlah (rupiah)": amount, "Paling lambat": due}
    return {label: value for label, value in row.items() if value}


def days_ago(days: int) -> date:
    """A day that many days before today in Jakarta, whose day the desks of the west keep."""
    return datetime.now(ZoneInfo("Asia/Jakarta")).date() - timedelta(days)


def in_days(days: int) -> date:
    """A day that many days after today."""
    return days_ago(-days)


def at_hour(hour: int, *, ago: int = 0) -> datetime:
    """That hour of today, or of a day so many days ago, as a clock on the wall shows it."""
    return datetime.combine(days_ago(ago), time(hour))


PersonAt = Callable[..., Person]
ExpectTrouble = Callable[[str], None]


@pytest.fixture
def person(desk_at: PageAt, sign_in: Callable[..., None], expect_trouble: Callable[[str], None]) -> PersonAt:
    """`person("ani")` is Ani, signed in, at a wide screen; `person("")` somebody without an account. Further options are `page_at`'s."""

    def arrive(username: str, width: int = WIDE, **options: Any) -> Person:
        page = desk_at(width, **options)
        page.set_default_timeout(20_000)
        if username:
            sign_in(page, username)
        return Person(page, expect_trouble)

    return arrive
