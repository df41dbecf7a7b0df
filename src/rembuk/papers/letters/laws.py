"""The law that letters name as their ground, in full titles, by institution and procedure code.

Under UU 8/1981 the settlement rests on the rules of each institution; from UU 20/2025 on it has articles of its own (79 to 88), and the
older rules hold as far as they do not contradict it.
"""

from __future__ import annotations

from rembuk.papers.letter import Regime

KUHAP_1981 = "Undang-Undang Nomor 8 Tahun 1981 tentang Hukum Acara Pidana"
KUHAP_2025 = "Undang-Undang Nomor 20 Tahun 2025 tentang Kitab Undang-Undang Hukum Acara Pidana"
RJ_ARTICLES = f"Pasal 79 sampai dengan Pasal 88 {KUHAP_2025}"
POLICE_ACT = "Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia"
PROSECUTION_ACT = (
    "Undang-Undang Nomor 16 Tahun 2004 tentang Kejaksaan Republik Indonesia sebagaimana telah diubah dengan Undang-Undang Nomor 11 Tahun 2021"
)
PERPOL_8 = (
    "Peraturan Kepolisian Negara Republik Indonesia Nomor 8 Tahun 2021 tentang Penanganan Tindak Pidana Berdasarkan Keadilan Restoratif"
)
PERJA_15 = "Peraturan Kejaksaan Republik Indonesia Nomor 15 Tahun 2020 tentang Penghentian Penuntutan Berdasarkan Keadilan Restoratif"
PERMA_RJ = "Peraturan Mahkamah Agung Nomor 1 Tahun 2024 tentang Pedoman Mengadili Perkara Pidana Berdasarkan Keadilan Restoratif"
SEMA_2026 = "Surat Edaran Mahkamah Agung Nomor 1 Tahun 2026"
CHILD_ACT = "Undang-Undang Nomor 11 Tahun 2012 tentang Sistem Peradilan Pidana Anak"
CHILD_RULE = "Peraturan Pemerintah Nomor 65 Tahun 2015 tentang Pedoman Pelaksanaan Diversi dan Penanganan Anak yang Belum Berumur 12 (Dua Belas) Tahun"
CHILD_COURT_RULE = "Peraturan Mahkamah Agung Nomor 4 Tahun 2014 tentang Pedoman Pelaksanaan Diversi dalam Sistem Peradilan Pidana Anak"
ROAD_ACT = "Undang-Undang Nomor 22 Tahun 2009 tentang Lalu Lintas dan Angkutan Jalan"
ACCIDENT_FUND = (
    "Undang-Undang Nomor 33 Tahun 1964 tentang Dana Pertanggungan Wajib Kecelakaan Penumpang dan Peraturan Pemerintah Nomor 17 Tahun 1965",
    "Undang-Undang Nomor 34 Tahun 1964 tentang Dana Kecelakaan Lalu Lintas Jalan dan Peraturan Pemerintah Nomor 18 Tahun 1965",
)
_AS_FAR = ", sepanjang tidak bertentangan dengan Undang-Undang tersebut"


def police_law(regime: Regime | None, *, stage: str = "") -> tuple[str, ...]:
    """What the police name; `stage` is put before the code as the article it stops under (Pasal 24 ayat (2) huruf h)."""
    if regime == "kuhap_1981":
        return KUHAP_1981, f"Pasal 16 {POLICE_ACT}", PERPOL_8
    if regime == "kuhap_2025":
        return (f"{stage} dan {RJ_ARTICLES}" if stage else RJ_ARTICLES), f"Pasal 16 {POLICE_ACT}", PERPOL_8 + _AS_FAR
    return POLICE_ACT, PERPOL_8


def prosecution_law(regime: Regime | None, articles: str = "") -> tuple[str, ...]:
    """What prosecutors name; `articles` of Perja 15/2020 stand before its title."""
    perja = f"{articles} {PERJA_15}".strip()
    if regime == "kuhap_1981":
        return KUHAP_1981, PROSECUTION_ACT, perja
    if regime == "kuhap_2025":
        return RJ_ARTICLES, PROSECUTION_ACT, perja + _AS_FAR
    return PROSECUTION_ACT, perja


def court_law(regime: Regime | None) -> tuple[str, ...]:
    """What a court names when it tries a case with restorative justice; Perma 1/2024 always (its article 21)."""
    code = {"kuhap_1981": (KUHAP_1981,), "kuhap_2025": (KUHAP_2025,)}.get(regime or "", ())
    return (*code, PERMA_RJ)


def child_law(institution: str) -> tuple[str, ...]:
    """What is named in a diversion; the court adds its own rule."""
    return (CHILD_ACT, CHILD_RULE, *((CHILD_COURT_RULE,) if institution == "court" else ()))
