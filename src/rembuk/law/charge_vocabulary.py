"""The words of a charge: links, headings, levels, names, units, and words that say nothing of their own."""

from __future__ import annotations

LINKS = {
    **dict.fromkeys(("jo", "juncto", "junto", "jucto", "yuncto", "jis", "yo"), "jo"),
    **dict.fromkeys(("dan", "dn", "serta", "&"), "dan"),
    **dict.fromkeys(("atau", "ataupun"), "atau"),
    ",": "comma",
    ";": "semicolon",
    "/": "slash",
}
HEADS = {
    **dict.fromkeys(("primair", "primer", "primeir", "primiair", "primaire"), "primary"),
    **dict.fromkeys(
        ("subsidair", "subsidiair", "subsider", "subsidaer", "subsidiar", "subsidaire", "subs"), "subsidiary"
    ),
    **dict.fromkeys(("kesatu", "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam"), "ordinal"),
    "alternatif": "alternative",
    "kumulatif": "cumulative",
}
PASAL = frozenset({"pasal", "psl", "ps", "pasai", "pasel", "pas"})
TITLES = frozenset({"tentang", "ttg", "tntg", "tentan", "mengenai", "perihal", "yaitu", "yakni"})
AYAT = frozenset({"ayat", "ayt", "ay"})
KE = frozenset({"ke", "angka", "butir", "poin", "point", "no", "nomor", "nomer"})
HURUF = frozenset({"huruf", "hrf", "hurup", "hruf"})
BAGIAN = {"kesatu": "kesatu", "kedua": "kedua", "pertama": "kesatu"}
NUMBER_WORDS = {"satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7"}
#: Roman figures, and an l misread for 1.
ROMANS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "l": "1"}
SUSPECTS = frozenset({"tsk", "tersangka", "terdakwa", "tdw", "terd", "anak", "pelaku", "abh"})
BEFORE_SUSPECT = frozenset({"dan", "untuk", "terhadap", "utk"})
#: A number before one of these is a duration or an amount, not an article.
UNITS = frozenset({
    "tahun", "thn", "th", "bulan", "bln", "hari", "minggu", "jam", "gram", "gr", "kg", "kilogram", "orang", "kali", "unit",
    "ekor", "buah", "juta", "jt", "ribu", "rb", "miliar", "milyar", "persen", "batang",
})  # fmt: skip
LAW_WORDS = frozenset({"uu", "uuri", "undang", "perppu", "perpu", "qanun", "ordonansi", "prp"})
#: What may stand between "UU" and its number.
BEFORE_NUMBER = frozenset({
    "ri", "republik", "indonesia", "darurat", "drt", "no", "nomor", "nomer", "nr", "pemerintah", "pengganti",
})  # fmt: skip
BEFORE_YEAR = frozenset({"/", ".", "-", "drt", "ri", "tahun", "thn", "th", "prp"})
#: Words that carry a charge but say nothing of their own.
SILENT = frozenset({
    "ri", "republik", "indonesia", "melanggar", "sebagaimana", "dimaksud", "dalam", "diatur", "diancam", "pidana", "yang",
    "dengan", "pada", "dari", "oleh", "telah", "diubah", "beberapa", "terakhir", "menjadi", "perubahan", "kedua", "atas",
    "dakwaan", "sangkaan", "tunggal", "tindak", "ketentuan", "berdasarkan", "menurut", "disangka", "didakwa",
    "disangkakan", "didakwakan", "hukum", "undang", "uu", "jpu", "penuntut", "umum", "terhadap", "untuk", "sub", "tahun",
    "nomor", "no", "ini", "itu", "bersama", "sama", "secara", "lagi", "penjara", "paling", "lama", "ancaman", "hukuman",
    "ayat", "ke", "s", "d", "denda", "banyak", "kurungan", "rupiah", "maksimal", "maksimum", "singkat", "sedikit",
})  # fmt: skip
