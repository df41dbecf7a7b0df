"""The one piece of work that every peer carries. The same seed gives the same bytes on every machine.

    base    200 cases of 25 updates each: 5,000, on the hub before anything begins
    hub     310 made on the hub while the node is away: five in each of 60 cases, and one in each of ten of the node's own 20
    node    60 made on the node without a line: three in each of its 20 cases

Of the ten on the node's cases five move the same session as the node does, to another time and place (the true conflicts, which people
must see), and five record a payment (no conflict). An update is

    {"id": device.number, "case": id of the update that opened it, "at": minutes, "by": user, "kind": what happened, "set": 1 to 6 fields}

Eleven kinds; fields are names, identity numbers of 16 digits, villages, days, choices, rupiah, references to earlier updates, and notes of
4 to 26 Indonesian words by a Zipf law. `python bench/sync/workload.py` prints sizes and digests.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

SEED, CASES, PER_CASE = 20261126, 200, 25
_HUB_DEVICES = """
k3v7q2ab o5zmt4ce p2hd6wgi b7xnr3yk u4sqa5le c6wfj2to e3yhk7vm q5ltb4zn d2mxo6up s7gcv3ra w4neu5hi z6jps2fk
"""
HUB_DEVICES = _HUB_DEVICES.split()
NODE_DEVICE = "n3f5uq7b"

Update = dict[str, Any]

_GIVEN = """
Adi Agnes Aisyah Alex Amir Anita Anton Ari Asih Aulia Bagus Benny Betty Budi Cahyono Cecep Dahlia Daniel Daud Deni Dewi Diana Didik Dodi Edy Eka Elsa
Endah Erna Eva Fahmi Farid Febri Felix Fitri Galih Gede Gunawan Gusti Hani Hartono Hendra Herlina Hilda Husen Ica Ihsan Ilham Ima Indra Ira Ismail
Jaka Jefri Johan Joni Juliana Kadek Karim Ketut Krisna Lasmi Leni Lia Lilis Lukman Made Mansur Maria Marta Melati Mika Mira Mulyani Murni Musa Nana
Nani Nina Nita Nurul Nyoman Oki Pandu Petrus Puji Puspita Rafi Rahma Ramli Ratna Reza Rina Rizal Rosita Rudi Rustam Sabar Salim Samuel Sandi Septi
Silvia Siska Soleh Sri Sumiati Supardi Susi Syamsul Tarno Tini Toni Ujang Vera
"""
GIVEN = _GIVEN.split()
_FAMILY = """
Ambarita Aritonang Bachtiar Bakri Budiman Daeng Daulay Djami Firmansyah Ginting Girsang Gunadi Hakim Halim Handayani Harefa Hasibuan Hatta Hermawan
Hidayat Hutapea Iskandar Ismanto Kaimudin Kartono Kogoya Kurniawan Kusnadi Kusuma Laia Latuconsina Leimena Limbong Lubis Mahendra Malau Manalu
Manuputty Marbun Matulessy Mbuik Mulyono Nababan Napitupulu Nasution Nugraha Pakpahan Pardede Patty Pattiasina Pelupessy Permana Pohan Prasetya Purba
Purnomo Rangkuti Ritonga Rumbiak Saragih Saputri Sembiring Siagian Sidabutar Sihotang Silaban Simamora Simbolon Sinambela Siregar Sirait Situmeang
Soetomo Subekti Sudirman Suganda Sukmawati Sunarto Suryadi Susilo Suwandi Tabuni Tambunan Tampubolon Tanjung Tobing Utomo Waluyo Wanimbo Wenda
Wibisono Widodo Winarno Yuwono Zebua
"""
FAMILY = _FAMILY.split()
_VILLAGES = """
Adodo Aketernate Amahai Amarsekaru Banda Batabual Bula Dobo Elat Fena Geser Haruku Haya Hila Ilwaki Kairatu Kataloka Kisar Kobisonta Kilmury Larat
Leksula Lelingluan Letti Letwurung Liang Lisabata Luhu Mamala Masohi Moa Namlea Namrole Neira Ohoijang Pasanea Passo Pelauw Piru Pulau Romang Roho
Sanana Saparua Sawai Seira Serili Serwaru Siwalima Taniwel Tehoru Tepa Tiakur Tifu Tobo Tual Tulehu Wahai Waai Waesala Waisarisa Wakal Weduar Werinama
Wetar Wonreli Yaputih
"""
VILLAGES = _VILLAGES.split()
OFFENCES = (
    "Pencurian ringan", "Penganiayaan ringan", "Penipuan", "Perusakan barang", "Penggelapan", "Penghinaan", "Kecelakaan lalu lintas", "Pengancaman", "Perkelahian",
    "Penadahan", "Pencemaran nama", "Kekerasan dalam rumah tangga",
)  # fmt: skip
PLACES = ("Kantor desa", "Balai adat", "Polsek", "Kantor kejaksaan", "Rumah korban", "Gereja", "Masjid", "Sekolah", "Puskesmas")
CHANNELS = ("reporter", "victim", "patrol", "hospital", "village", "public", "docket")
ROLES = ("victim", "suspect", "family_of_victim", "family_of_suspect", "witness", "adat_leader", "religious_leader", "village_head")
PEACE = ("none", "performed", "unperformed")
THEMES = (
    "distance", "signal", "power", "literacy", "resources", "communication", "approval", "other",
)
KINDS_OF_TERM, FINDINGS = ("pay", "return", "repair", "do", "apologise", "adat"), ("kept", "partly", "broken", "not_met")
#: Words of the notes, the most frequent first.
_WORDS = """
yang dan di korban pelaku untuk sudah dengan akan tidak keluarga ke dari pada pihak ini bersedia belum telah minta maaf ganti rugi hadir karena desa
setelah datang bisa oleh kepala uang hari anak rumah kedua masih pertemuan secara bapak ibu juga ada saat lagi membayar kerugian sepakat hanya surat
dapat tokoh adat pernyataan kembali motor barang kebun babi ternak perahu mesin jaring ikan kapal pasar malam siang pagi minggu depan bulan sebesar
juta ribu tunai dicicil pertama tahap lunas terakhir menunggu kabar saksi keterangan mendengar melihat pukul dekat sekitar jalan pantai laut sungai
sekolah luka memar ringan puskesmas berobat biaya obat kuitansi foto terlampir ditunda ombak cuaca padam listrik hilang sinyal polisi jaksa petugas
babinsa camat tetangga warga saudara adik kakak paman istri suami takut merasa marah menangis malu menyesal memaafkan damai rukun kerja bekerja
membantu pagar memperbaiki kaca pintu mengganti mengembalikan menerima menyerahkan menolak mengusulkan setuju musyawarah ditandatangani kesepakatan
dibacakan penerjemah bahasa daerah denda sumpah kain tenun sirih kambing sapi sagu beras cengkeh kelapa pala kopra petani nelayan guru buruh ojek
pedagang pelajar sopir menganggur tinggal umur pindah alamat telepon merantau dihubungi pesan undangan jawaban langsung diantar kantor tangan masjid
gereja bersama doa selesai makan lancar berjalan tertib aman ribut tegang keluar sempat istirahat ruangan besok dilanjutkan senin kamis jumat
kunjungan pemantauan baik hasil kurang lanjut tindak laporan catatan perubahan tambahan nama salah sesuai kartu akta menunda perahunya kapalnya
berlabuh dermaga menyeberang penginapan genangan longsor mufakat keberatan cicilan angsuran
"""
WORDS = _WORDS.split()
ZIPF = [1 / (place + 2.7) for place in range(len(WORDS))]

_LIFE = """
case_opened party_added party_added party_added note_added case_history_heard obstacle_noted note_added session_scheduled party_added session_moved
note_added session_held note_added session_held agreement_drafted note_added payment_made note_added payment_made followup_visited payment_made
followup_visited note_added case_closed
"""
LIFE = _LIFE.split()
LATER = ["note_added", "note_added", "session_held", "payment_made", "followup_visited", "session_moved", "obstacle_noted", "party_added"]


class Generator:
    """Draws updates; keeps what later ones refer to."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = dict.fromkeys([*HUB_DEVICES, NODE_DEVICE], 0)
        self.users = {device: [f"{self.pick(GIVEN)}.{self.pick(FAMILY)}".lower() for _ in range(3)] for device in self.count}
        self.made: dict[tuple[str, str], str] = {}

    def pick(self, those: Sequence[str]) -> str:
        return self.chance.choice(those)

    def text(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(WORDS, ZIPF, k=self.chance.randint(least, most))).capitalize() + "."

    def day(self, at: datetime, least: int, most: int) -> str:
        return (at + timedelta(days=self.chance.randint(least, most))).date().isoformat()

    def money(self) -> int:
        return self.chance.randint(2, 200) * 25_000

    def moment(self, at: datetime) -> str:
        return f"{self.day(at, 3, 21)}T{self.chance.randint(8, 16):02d}:{self.chance.choice((0, 15, 30, 45)):02d}+09:00"

    def fields(self, kind: str, case: str, at: datetime) -> dict[str, Any]:
        """What an update of this kind sets."""
        made = {name: self.made.get((case, name), case) for name in ("party_added", "session_scheduled", "agreement_drafted")}
        match kind:
            case "case_opened":
                told = {"title": self.pick(OFFENCES), "acted_on": self.day(at, -30, -1), "place": self.pick(VILLAGES)}
                return told | {"channel": self.pick(CHANNELS), "account": self.text(10, 24)}
            case "party_added":
                born = f"{self.chance.randint(1955, 2012)}-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"
                name, nik = f"{self.pick(GIVEN)} {self.pick(FAMILY)}", f"{self.chance.randint(10**15, 10**16 - 1)}"
                return {"role": self.pick(ROLES), "name": name, "nik": nik, "birth_date": born, "address": self.pick(VILLAGES)}
            case "case_history_heard":
                return {"on": self.day(at, 0, 0), "chronology": self.text(6, 14), "loss": self.money(), "earlier_peace": self.pick(PEACE)}
            case "session_scheduled":
                return {"at": self.moment(at), "place": self.pick(PLACES), "facilitator": self.pick(self.users[NODE_DEVICE])}
            case "session_moved":
                return {"session": made["session_scheduled"], "at": self.moment(at), "place": self.pick(PLACES), "reason": self.text(4, 8)}
            case "session_held":
                return {"session": made["session_scheduled"], "at": self.moment(at), "attended": [made["party_added"]], "outcome": self.text(10, 26)}
            case "agreement_drafted":
                term = {"term_kind": self.pick(KINDS_OF_TERM), "what": self.text(8, 18), "amount": self.money(), "due_on": self.day(at, 14, 120)}
                return {"terms": [term], "on": self.day(at, 0, 0)}
            case "payment_made":
                told = {"term": f"{made['agreement_drafted']}/1", "amount": self.money(), "on": self.day(at, -3, 0)}
                return told | {"basis": f"Kuitansi {self.pick(GIVEN)} {self.pick(FAMILY)}"}
            case "followup_visited":
                return {"party": made["party_added"], "on": self.day(at, 0, 0), "finding": self.pick(FINDINGS), "text": self.text(6, 14)}
            case "obstacle_noted":
                return {"theme": self.pick(THEMES), "text": self.text(4, 10)}
            case "case_closed":
                return {"close_reason": "rj", "on": self.day(at, 0, 0), "reason": self.text(4, 10)}
        return {"text": self.text(5, 16)}

    def update(self, device: str, case: str, at: datetime, kind: str) -> Update:
        """The next update of a device; `case` empty opens one."""
        self.count[device] += 1
        own = f"{device}.{self.count[device]}"
        told = self.fields(kind, case, at)
        self.made[case or own, kind] = own
        return {"id": own, "case": case or own, "at": at.isoformat(timespec="minutes"), "by": self.pick(self.users[device]), "kind": kind, "set": told}


def make(seed: int = SEED, cases: int = CASES) -> dict[str, list[Update]]:
    """The three parts, each in the order in which it came about."""
    drawn = Generator(seed)
    base = _base(drawn, cases)
    names = sorted({update["case"] for update in base})
    drawn.chance.shuffle(names)
    mine, others = names[:20], names[20:80]
    start = datetime(2026, 11, 16, 18)
    node = [(start + timedelta(days=2 * turn, minutes=drawn.chance.randint(0, 780)), NODE_DEVICE, case, _kind(drawn, turn == 1 and place < 5))
            for turn in range(3) for place, case in enumerate(mine)]  # fmt: skip
    hub = [(start + timedelta(days=day, minutes=drawn.chance.randint(0, 600)), drawn.pick(HUB_DEVICES), case, drawn.pick(LATER))
           for day in range(5) for case in others]  # fmt: skip
    hub += [(start + timedelta(days=3, minutes=drawn.chance.randint(0, 600)), drawn.pick(HUB_DEVICES), case, "session_moved" if place < 5 else "payment_made")
            for place, case in enumerate(mine[:10])]  # fmt: skip
    return {"base": base, "hub": _told(drawn, hub), "node": _told(drawn, node)}


def _kind(drawn: Generator, moves: bool) -> str:
    """What the node does; moving a session is kept for the true conflicts."""
    return "session_moved" if moves else drawn.pick([kind for kind in LATER if kind != "session_moved"])


def _base(drawn: Generator, cases: int) -> list[Update]:
    plan = []
    for place in range(cases):
        at, device = datetime(2026, 1, 5, 8) + timedelta(minutes=drawn.chance.randint(0, 200 * 24 * 60)), drawn.pick(HUB_DEVICES)
        for kind in LIFE:
            plan.append((at, place, device if drawn.chance.random() < 0.8 or kind == "case_opened" else drawn.pick(HUB_DEVICES), kind))
            at += timedelta(minutes=drawn.chance.randint(5, 6 * 24 * 60))
    opened: dict[int, str] = {}
    out = []
    for at, place, device, kind in sorted(plan):
        out.append(drawn.update(device, opened.get(place, ""), at, kind))
        opened.setdefault(place, out[-1]["id"])
    return out


def _told(drawn: Generator, plan: Iterable[tuple[datetime, str, str, str]]) -> list[Update]:
    return [drawn.update(device, case, at, kind) for at, device, case, kind in sorted(plan)]


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(updates: Iterable[Update]) -> str:
    """What both sides must hold after a sync: the set of updates, in any order, without loss or change."""
    whole = hashlib.sha256()
    for line in sorted(map(compact, updates)):
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()[:16]


if __name__ == "__main__":
    work = make()
    for part, updates in work.items():
        size = sum(len(compact(update).encode()) + 1 for update in updates)
        print(f"{part:<5} {len(updates):5} updates {size:8} bytes of compact JSON, digest {digest(updates)}")
    print("all  ", digest([update for part in work.values() for update in part]))
