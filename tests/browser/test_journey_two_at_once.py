"""Two people write in the same case at the same moment: both statements are kept, and a person settles which holds."""

from __future__ import annotations

from browser import steps
from browser.axe import assert_accessible
from browser.steps import PersonAt, days_ago

person = steps.person


def test_two_statements_made_at_once_are_both_kept_until_one_is_chosen(person: PersonAt) -> None:
    wahyu, danang = person("wahyu"), person("danang")
    wahyu.begins({
        "Judul singkat perkara": "Kaca kios pecah di Contohtengah (contoh)", "Jenis perkara": "Perkara umum", "Tanggal kejadian": days_ago(2),
        "Korban": [{"Nama": "Bu Ratmi Contoh"}], "Pelaku atau yang dilaporkan": [{"Nama": "Bayu Contoh"}], "Pasal yang disangkakan": "Pasal 521 ayat (1) KUHP",
    })  # fmt: skip
    danang.opens(wahyu.case)
    for one, loss in ((wahyu, "1,5 juta"), (danang, "2.100.000")):
        one.goes(f"{wahyu.case}lakukan/fact_stated/?fact=loss")
        one.fills({"Berapa kerugian korban dalam rupiah?": loss})
    for one in (wahyu, danang):
        one.saves()
    danang.looks_at("Ringkasan")
    danang.sees("Dua keterangan berbeda menunggu diselesaikan")
    danang.follows("Lihat dan selesaikan")
    danang.sees("Rp1.500.000", "Rp2.100.000", "Wahyu Hidayat", "Danang Setyo")
    assert_accessible(danang.page)
    danang.page.get_by_role("radio", name="Rp2.100.000").check()
    danang.presses("Nyatakan yang dipilih benar")
    danang.sees("Perbedaan diselesaikan")
    wahyu.looks_at("Riwayat")
    wahyu.sees("Rp1.500.000", "Rp2.100.000")
