"""Letter numbers on phones and at the desk: none is given twice, and a phone does not run out."""

from __future__ import annotations

from datetime import UTC, datetime

from field import office
from field.office import NEW_CASE, Kits
from rembuk.law.calendar import legal_day

kits, ready = office.kits, office.ready
#: A letter that a prosecutor writes away from the office.
SERIES = "surat_panggilan"
#: How many numbers of a letter a phone is handed at once.
SIZE = 10
#: Numbers are handed out for the year it is.
TODAY = legal_day(datetime.now(UTC), "WIT")
ON = TODAY.isoformat()


def test_neither_two_phones_nor_the_desk_ever_give_one_number_twice(kits: Kits) -> None:
    from rembuk.desk.papers.models import GivenNumber
    from rembuk.desk.papers.numbering import block_of, claim
    from rembuk.papers.registry import kind_of

    def at_the_desk() -> str:
        given = claim(block_of("cabjari-wahai", kind_of(SERIES), TODAY.year), TODAY, "", case="c", by="kajari")
        assert isinstance(given, GivenNumber)
        return given.text

    numbers = [at_the_desk()]
    for kit in ("a", "b"):
        kits.enrolled(kit)
        case_id = kits(kit, "perform", wishes=[NEW_CASE])["case"]
        for _ in range(3):
            number = kits(kit, "number", series=SERIES, on=ON)["text"]
            kits(kit, "perform", case_id=case_id, wishes=[["letter_issued", {"paper": "Surat Panggilan", "number": number, "on": ON}]])
            numbers.append(number)
        numbers.append(at_the_desk())
        kits(kit, "sync")
        assert GivenNumber.objects.filter(case=case_id, series=SERIES).count() == 3
    assert len(set(numbers)) == len(numbers) == 9
    assert kits("a", "number", series=SERIES, on=f"{TODAY.year + 5}-01-02") is None


def test_a_phone_that_has_used_half_of_its_numbers_gets_as_many_again(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE])["case"]
    for _ in range(6):
        number = kits("a", "number", series=SERIES, on=ON)["text"]
        kits("a", "perform", case_id=case_id, wishes=[["letter_issued", {"paper": "Surat Panggilan", "number": number, "on": ON}]])
    assert kits("a", "number", series=SERIES, on=ON)["left"] == SIZE - 7
    kits("a", "sync")
    assert kits("a", "number", series=SERIES, on=ON)["left"] == 2 * SIZE - 7


def test_a_number_is_written_by_its_pattern_alike_here_and_on_the_phone(kits: Kits) -> None:
    from rembuk.field.blocks import written
    from rembuk.field.models import NumberBlock

    kits.enrolled("a")
    told = kits("a", "number", series="ba_berhasil", on=ON)
    block = NumberBlock.objects.filter(series="ba_berhasil").order_by("-first").first()
    assert block and told["text"] == written(block, block.first, TODAY) and told["left"] == SIZE - 1
