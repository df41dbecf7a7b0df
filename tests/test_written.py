"""How people write amounts, dates, answers and ages, and what may be relied on when a register is read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.reference.bound import Bound
from rembuk.reference.written import (
    normalise,
    read_age,
    read_answer,
    read_date,
    read_recidivist,
    read_rupiah,
    terbilang,
    write_date,
    write_rupiah,
)

READERS = (read_rupiah, read_date, read_answer, read_recidivist, read_age)
REGISTER_DAY = date(2026, 11, 24)

amounts = st.integers(0, 10**15 - 1)
money = st.integers(1000, 10**15 - 1)


def dotted(n: int) -> str:
    return f"{n:,}".replace(",", ".")


# --- amounts


@pytest.mark.parametrize(
    "text",
    [
        "Rp2.500.000,-", "Rp. 2.500.000", "Rp 2.500.000,00", "2500000", "2,5 jt", "2.5 juta", "rp 2500 rb", "2.500.000",
        "dua juta lima ratus ribu rupiah", "Rp2.500.000 (dua juta lima ratus ribu rupiah)", "2 juta 500 ribu",
        "2jt 500rb",
        "Rp2.500.000,- (2,5 juta)", "IDR 2500000.00", "Rp 2 500 000", "dua setengah juta",
        "kerugian sebesar Rp2.500.000",
        "Rp\u00a02.500.000,\u2013", "0,0025 M", "2500k",
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_two_and_a_half_million_all_read_the_same(text: str) -> None:
    assert read_rupiah(text).value == 2_500_000
    assert read_rupiah(text).problem is None


STYLES = [
    lambda n: str(n),
    lambda n: dotted(n),
    lambda n: f"Rp{dotted(n)}",
    lambda n: f"Rp. {dotted(n)},-",
    lambda n: f"Rp {dotted(n)},00",
    lambda n: f"rp{n}",
    lambda n: f"IDR {n:,}.00",
    lambda n: terbilang(n),
    lambda n: f"{terbilang(n)} rupiah".upper(),
    lambda n: f"Rp{dotted(n)} ({terbilang(n)} rupiah)",
    lambda n: f"Rp{dotted(n)},- (terbilang: {terbilang(n)} rupiah)",
]


@pytest.mark.parametrize("style", STYLES)
@given(n=money)
def test_an_amount_written_in_any_office_style_reads_back(style, n: int) -> None:
    assert read_rupiah(style(n)).value == n


@given(n=amounts)
def test_an_amount_in_words_reads_back(n: int) -> None:
    assert read_rupiah(f"{terbilang(n)} rupiah").value == n


@given(st.one_of(amounts, st.tuples(st.none() | amounts, st.none() | amounts)))
def test_our_own_way_of_writing_an_amount_reads_back_to_the_same_value(value) -> None:
    if isinstance(value, tuple):
        low, high = value
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
        value = None if (low, high) == (None, None) else Bound(low, high)
    once = read_rupiah(write_rupiah(value))
    assert once.problem is None
    assert once.value == value
    assert read_rupiah(write_rupiah(once.value)) == once


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("< 2,5 jt", None, 2_499_999), ("di bawah Rp2 juta", None, 1_999_999), ("kurang dari 2 juta", None, 1_999_999),
        ("maksimal Rp2.000.000", None, 2_000_000), ("paling banyak 2 juta", None, 2_000_000),
        ("tidak lebih dari Rp2.500.000,-", None, 2_500_000), ("s/d 2 juta", None, 2_000_000),
        ("> 5 jt", 5_000_001, None), ("lebih dari 5 juta", 5_000_001, None), ("di atas 5 juta", 5_000_001, None),
        ("minimal 3 juta", 3_000_000, None), ("≥ Rp 3.000.000", 3_000_000, None), ("Rp2 juta ke atas", 2_000_000, None),
        ("1-2 juta", 1_000_000, 2_000_000), ("1 s/d 2 jt", 1_000_000, 2_000_000),
        ("antara Rp1.000.000 dan Rp2.000.000", 1_000_000, 2_000_000),
        ("Rp1.000.000,- - Rp2.000.000,-", 1_000_000, 2_000_000),
    ],
)  # fmt: skip
def test_an_amount_given_as_a_limit_is_kept_as_a_limit(text: str, low: int | None, high: int | None) -> None:
    assert read_rupiah(text).value == Bound(low, high)


def test_words_beside_an_amount_are_named_and_not_thrown_away() -> None:
    phone = read_rupiah("Hp, di bawah Rp2 juta")
    assert phone.value == Bound(None, 1_999_999)
    assert phone.note and "Hp" in phone.note
    motor = read_rupiah("Honda Beat 2019 senilai Rp8.000.000")
    assert motor.value == 8_000_000
    assert motor.note and "Honda Beat 2019" in motor.note


def test_an_amount_with_other_goods_of_unknown_value_is_at_least_that_amount() -> None:
    for text in ("Rp 500 ribu + lainnya", "Rp 500 ribu dll", "uang Rp 500.000 dan 1 unit HP"):
        assert read_rupiah(text).value == Bound(500_000, None)
        assert read_rupiah(text).note


def test_amounts_joined_with_plus_are_added_and_the_sum_is_shown() -> None:
    read = read_rupiah("Rp1.000.000 + Rp500.000")
    assert read.value == 1_500_000
    assert read.note and "Rp1.000.000 + Rp500.000" in read.note


@pytest.mark.parametrize("text", ["sekitar Rp2 juta", "± 2 jt", "kurang lebih Rp 2.000.000", "2 jutaan"])
def test_an_estimate_is_read_with_a_note(text: str) -> None:
    assert read_rupiah(text).value == 2_000_000
    assert "perkiraan" in (read_rupiah(text).note or "")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rp2.500.000 (dua juta lima ratus rupiah)", ["Rp2.500.000", "Rp2.000.500"]),
        ("1,500", ["Rp1.500", "juta"]), ("2.500 juta", ["Rp2.500.000 ", "Rp2.500.000.000"]), ("2,5", ["ribu", "juta"]),
        ("23 ekor murai batu", ["barang", "nilai"]), ("2 ekor ayam", ["barang"]), ("dua ribu ekor ayam", ["barang"]),
        ("USD 100", ["USD", "rupiah"]), ("100 dolar", ["dolar"]), ("-Rp500.000", ["negatif"]),
        ("(500.000)", ["negatif"]),
        ("Rp15.000/kg", ["/"]), ("Rp 500.000 x 3", ["x"]), ("Rp2.000.000 atau Rp3.000.000", ["atau"]),
        ("Rp2.5OO.OOO", ["tidak terbaca"]), ("081234567890", ["nol"]), ("3201234567890001", ["besar"]),
        ("20 m kabel", ["miliar"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_certain_is_a_sentence_naming_text_and_doubt(text: str, named: list[str]) -> None:
    read = read_rupiah(text)
    assert read.value is None
    assert read.problem is not None
    assert text in read.problem
    assert all(word in read.problem for word in named)


def test_a_small_bare_number_is_read_but_worth_a_look_because_a_unit_may_be_missing() -> None:
    for text in ("500", "Rp 2", "2.500"):
        assert read_rupiah(text).value is not None
        assert read_rupiah(text).note


def test_a_part_of_a_rupiah_never_turns_a_loss_over_a_limit_into_one_at_the_limit() -> None:
    loss = read_rupiah("Rp2.500.000,50").value
    assert isinstance(loss, Bound)
    assert (loss <= 2_500_000) is None


def test_a_footnote_or_a_fraction_sign_does_not_melt_into_the_amount() -> None:
    assert read_rupiah("2500000²").value is None
    assert read_rupiah("2½ juta").value is None


# --- unknown, empty, nothing


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "-", "—", "?", "...", "belum diketahui", "Tidak ada data", "n/a", "\u200b",
    ],
)  # fmt: skip
def test_a_cell_that_says_nothing_is_unknown_for_every_reader_and_no_mistake(text: str) -> None:
    for read in READERS:
        assert (read(text).value, read(text).problem) == (None, None)


def test_no_loss_is_zero_and_not_unknown() -> None:
    for text in ("nihil", "Tidak ada", "0", "Rp0", "Rp 0,00", "nol rupiah"):
        assert read_rupiah(text).value == 0
    assert read_rupiah("Rp -").value is None


# --- dates


@pytest.mark.parametrize(
    "text",
    [
        "28/10/2025", "28-10-2025", "28.10.2025", "2025-10-28", "2025/10/28", "28 Oktober 2025", "28 Okt 2025",
        "28-Oct-2025",
        "Selasa, 28 Oktober 2025", "Hari Selasa tanggal 28 Oktober 2025", "28/X/2025", "October 28, 2025",
        "28.10.2025 10.30", "2025-10-28T10:15:00+07:00", "2025-10-28 00:00:00", "28/10/2025 pukul 10.30 WIB",
        "45958", "28/10/25",
        "20251028",
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_a_day_all_read_the_same(text: str) -> None:
    assert read_date(text, not_after=REGISTER_DAY).value == date(2025, 10, 28)


DATE_STYLES = [
    lambda d: d.isoformat(),
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: write_date(d).upper(),
    lambda d: d.strftime("%d %B %Y"),
    lambda d: str((d - date(1899, 12, 30)).days),
]


@pytest.mark.parametrize("style", DATE_STYLES)
@given(day=st.dates(date(1945, 8, 17), date(2100, 12, 31)))
def test_a_day_written_in_any_office_style_reads_back(style, day: date) -> None:
    assert read_date(style(day)).value == day


@given(st.dates(date(2001, 1, 1), date(2049, 12, 31)), st.integers(0, 400))
def test_no_day_after_the_given_last_day_is_accepted(day: date, later: int) -> None:
    read = read_date(write_date(day + timedelta(days=later)), not_after=day)
    assert (read.value is None) == (later > 0)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Nov 2022", "November 2022"), ("11/2022", "November 2022"), ("2022", "tahun"), ("10/28/2025", "28/10/2025"),
        ("31/02/2025", "Februari 2025"), ("29 Februari 2023", "29"), ("1 Januari 1900", "1900"), ("12/05/87", "1987"),
        ("01/01/2030", "sesudah"), ("28-29/10/2025", "satu tanggal"), ("kemarin", "28 Oktober 2025"),
        ("00/00/0000", "28/10/2025"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_a_sentence_that_says_how_to_mend_it(text: str, named: str) -> None:
    read = read_date(text, not_after=REGISTER_DAY)
    assert read.value is None
    assert read.problem is not None and text in read.problem and named in read.problem


def test_day_stands_before_month_even_where_both_readings_are_possible() -> None:
    assert read_date("03/04/2025").value == date(2025, 4, 3)


def test_a_weekday_that_does_not_fit_the_date_is_pointed_out() -> None:
    read = read_date("Rabu, 28 Oktober 2025")
    assert read.value == date(2025, 10, 28)
    assert read.note and "Selasa" in read.note


def test_not_yet_is_an_unknown_date_with_a_note() -> None:
    read = read_date("belum")
    assert (read.value, read.problem) == (None, None)
    assert read.note


# --- answers, repetition, ages


@pytest.mark.parametrize(
    "text",
    [
        "ya", "Iya.", "Y", "yes", "TRUE", "1", "sudah", "ada", "benar", "setuju", "✓", "✔\ufe0f", "v", "sudah ada",
    ],
)  # fmt: skip
def test_yes_as_people_write_it(text: str) -> None:
    assert read_answer(text).value is True


@pytest.mark.parametrize(
    "text",
    [
        "tidak", "tdk", "T", "no", "false", "0", "belum", "Belum pernah", "tidak pernah", "bukan", "tidak setuju",
    ],
)  # fmt: skip
def test_no_as_people_write_it(text: str) -> None:
    assert read_answer(text).value is False


@pytest.mark.parametrize("text", ["x", "mungkin", "ya tidak", "belum tentu", "2", "damai kalau diganti"])
def test_an_answer_that_is_neither_is_asked_again(text: str) -> None:
    assert read_answer(text).value is None
    assert text in (read_answer(text).problem or "")


@pytest.mark.parametrize(
    "text",
    [
        "tidak", "Belum pernah", "baru pertama kali", "pertama kali", "bukan residivis", "tidak pernah dihukum",
    ],
)  # fmt: skip
def test_first_offenders_as_people_write_it(text: str) -> None:
    assert read_recidivist(text).value is False


@pytest.mark.parametrize("text", ["residivis", "ya", "pernah", "pernah dihukum 2019", "kedua kali", "mantan napi"])
def test_repeat_offenders_as_people_write_it(text: str) -> None:
    assert read_recidivist(text).value is True


@pytest.mark.parametrize("text", ["ya, baru pertama kali", "pernah diversi", "belum pernah ditahan", "baik"])
def test_a_contradictory_or_different_answer_about_repetition_is_asked_again(text: str) -> None:
    assert read_recidivist(text).value is None
    assert text in (read_recidivist(text).problem or "")


@pytest.mark.parametrize(
    ("text", "years"),
    [("31", 31), ("31 th", 31), ("31 tahun", 31), ("14 thn.", 14), ("15 tahun 3 bulan", 15), ("8 bulan", 0),
    ("17 (tujuh belas) tahun", 17)],
)  # fmt: skip
def test_ages_as_people_write_them(text: str, years: int) -> None:
    assert read_age(text).value == years


@pytest.mark.parametrize("text", ["dewasa", "anak", "121", "-5", "15-16", "17 (delapan belas) tahun", "lahir 2005"])
def test_an_age_that_is_no_number_of_years_is_asked_again(text: str) -> None:
    assert read_age(text).value is None
    assert text in (read_age(text).problem or "")


def test_a_child_of_fifteen_and_three_months_is_fifteen_and_the_months_are_mentioned() -> None:
    assert read_age("15 tahun 3 bulan").note


# --- no text breaks the reading

FRAGMENTS = (
    "Rp Rp. 2.500.000,- 2,5 jt juta ribu dua sekitar < > <= - + s/d dan atau ( ) , . per ekor HP ya tidak pernah belum"
    " pertama kali 28/10/2025 Oktober 2025 31 th bulan USD 10:30 \u00bd \u00b2 M ke atas lainnya antara minus x"
)
untidy = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=8).map(" ".join)


@given(st.text(max_size=40) | untidy)
def test_no_text_ever_breaks_a_reader_and_every_answer_is_a_value_or_a_reason(text: str) -> None:
    for reader in READERS:
        read = reader(text)
        assert read.value is None or read.problem is None
        assert reader(text) == read


@given(untidy)
def test_an_unread_text_that_says_something_always_has_a_reason(text: str) -> None:
    for reader in READERS:
        read = reader(text)
        if read.value is None and any(c.isalnum() for c in text):
            assert read.problem or read.note


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="0123456789.,- Rpjutab<>+", max_size=20))
def test_extra_spaces_around_a_text_change_nothing(text: str) -> None:
    assert read_rupiah(f"  {text}\u00a0 ") == read_rupiah(text)


# --- bounds

limit = st.none() | st.integers(-50, 50)


@given(limit, limit, st.integers(-60, 60))
def test_a_bound_says_yes_or_no_exactly_when_every_number_inside_it_does(low, high, n: int) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    inside = range(-120 if low is None else low, 121 if high is None else high + 1)
    bound = Bound(low, high)
    for three_valued, plain in (
        (bound <= n, lambda v: v <= n), (bound < n, lambda v: v < n), (bound >= n, lambda v: v >= n),
        (bound > n, lambda v: v > n), (bound == n, lambda v: v == n), (bound != n, lambda v: v != n),
    ):  # fmt: skip
        answers = {plain(v) for v in inside}
        assert three_valued == (answers.pop() if len(answers) == 1 else None)


def test_a_bound_cannot_be_taken_for_true_or_false() -> None:
    with pytest.raises(TypeError):
        bool(Bound(1, 2))


def test_a_bound_with_its_limits_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError):
        Bound(2, 1)
