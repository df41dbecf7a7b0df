"""The words that stand beside an amount of money in Indonesian registers, and what each does to it.

Each phrase has a *kind*, one letter (see `amount_pieces`); a limiting phrase also says which side of the number it
closes and whether the number itself is left out ("kurang dari" leaves it out, "paling banyak" does not). Phrases of one
entry are separated by " | ".
"""

from __future__ import annotations

from typing import NamedTuple


class Limit(NamedTuple):
    """Which side of a number a limiting phrase closes ("low" or "high"), and whether the number itself is left out."""

    side: str
    strict: bool


BEFORE = {
    Limit("high", True): (
        "di bawah | dibawah | kurang dari | krg dari | lebih kecil dari | tidak sampai | tdk sampai | "
        "tak sampai | belum sampai | tidak mencapai | <"
    ),
    Limit("high", False): (
        "maksimal | maksimum | maks | max | paling banyak | paling tinggi | paling besar | tidak lebih dari | "
        "tdk lebih dari | tak lebih dari | tidak melebihi | tdk melebihi | tidak di atas | "
        "setinggi-tingginya | sebanyak-banyaknya | <= | =< | ≤ | ≦"
    ),
    Limit("low", True): "di atas | diatas | lebih dari | lbh dari | lebih besar dari | melebihi | >",
    Limit("low", False): (
        "minimal | minimum | paling sedikit | paling rendah | paling kecil | sekurang-kurangnya | setidaknya | "
        "setidak-tidaknya | sedikitnya | tidak kurang dari | tdk kurang dari | tak kurang dari | "
        "tidak di bawah | mulai dari | mulai | >= | => | ≥ | ≧"
    ),
}
AFTER = {
    Limit("low", False): "ke atas | keatas | atau lebih",
    Limit("low", True): "lebih",
    Limit("high", False): "ke bawah | kebawah | atau kurang",
}
OTHER_KINDS = {
    "~": (
        "kurang lebih | kurang-lebih | lebih kurang | kurleb | sekitar | sekitaran | sekira | sekiranya | "
        "kira-kira | kira kira | kisaran | ditaksir | taksiran | estimasi | perkiraan | diperkirakan | "
        "hampir | lk. | ± | +/- | +- | ≈ | ~"
    ),
    "E": "dan lain-lain | dan lain lain | dan lainnya | lain-lain | lainnya | dan lain | dll | dsb | dst",
    "R": "s/d | s.d | s.d. | sd | sampai | sampai dengan | hingga | -",
    "B": "antara",
    "&": "dan | serta | &",
    "+": "+ | plus | ditambah | tambah",
    "$": (
        "usd | us$ | us $ | sgd | s$ | $ | dollar | dollars | dolar | euro | eur | € | myr | ringgit | yen | "
        "jpy | ¥ | yuan | cny | rmb | gbp | £ | poundsterling | pound | aud | riyal | sar | baht | peso | "
        "kina | pgk"
    ),
    "F": (
        "kerugian | kerugiannya | rugi | merugi | sebesar | senilai | seharga | nilai | nilainya | harga | "
        "harganya | total | totalnya | jumlah | jumlahnya | sejumlah | uang | tunai | saja | seluruhnya | "
        "sebanyak | yaitu | yakni | terbilang | mencapai | materi | materil | materiil | : | rp | rp. | idr"
    ),
    "!": (
        "per | tiap | setiap | masing-masing | masing masing | @ | x | × | * | / | kali | sisa | sisanya | "
        "kurang | minus | dikurangi | cicil | cicilan | dicicil | angsur | angsuran | diangsur | persen | % | "
        "atau | bukan | belum | tidak | tdk | tanpa | kecuali | selain | bulan | minggu | hari | sehari | "
        "sebulan | ="
    ),
    "(": "( | ) | [ | ] | , | ; | . | ' | \"",
}

#: Scale words after a figure, by the scale they mean.
SCALE_WORDS = {
    "ribu": "ribu", "rb": "ribu", "rbu": "ribu", "k": "ribu", "juta": "juta", "jt": "juta", "jta": "juta",
    "miliar": "miliar", "milyar": "miliar", "milyard": "miliar", "miliard": "miliar", "mlr": "miliar", "m": "miliar",
    "triliun": "triliun", "trilyun": "triliun", "t": "triliun",
}  # fmt: skip

#: Whole texts that say there was no loss in money.
NOTHING = frozenset({
    "nihil", "nol", "tidak ada", "tdk ada", "tak ada", "tidak ada kerugian", "tdk ada kerugian", "tanpa kerugian",
    "tidak rugi", "tidak dirugikan", "tidak menderita kerugian", "kerugian nihil", "kerugian tidak ada",
    "tidak ada kerugian materi", "tidak ada kerugian materil", "tidak ada kerugian materiil",
})  # fmt: skip


def phrases() -> dict[str, tuple[str, Limit | None]]:
    """Every phrase (lower case) with its kind, and its limit for the kinds L (before the amount) and S (after it)."""
    table: dict[str, tuple[str, Limit | None]] = {}
    for kind, words in OTHER_KINDS.items():
        table |= {word: (kind, None) for word in words.split(" | ")}
    for kind, limits in (("S", AFTER), ("L", BEFORE)):
        for limit, words in limits.items():
            table |= {word: (kind, limit) for word in words.split(" | ")}
    return table
