"""The page on which a person makes a code for a new kit and revokes one that was lost.

It wears the desk's style by address; what the desk puts around its own pages it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Perangkat lapangan", "Field kit"),
    "lead": (
        "Rembuk di ponsel atau laptop yang bekerja tanpa sinyal. Isi perkara tersandi di perangkat dan dikirim saat tersambung.",
        "Rembuk on a phone or laptop that works without a signal. Cases are encrypted on the device and sent when there is a line.",
    ),
    "make": ("Buat kode", "Make a code"),
    "open": ("Di perangkat, buka alamat ini lalu masukkan kode:", "On the device, open this address and enter the code:"),
    "once": ("Kode berlaku 15 menit dan hanya sekali, untuk Anda dalam jabatan ini.", "The code is good for 15 minutes and once, for you in this post."),
    "mine": ("Perangkat Anda", "Your devices"),
    "none": ("Belum ada perangkat.", "There is no device yet."),
    "since": ("terdaftar", "enrolled"),
    "revoked": ("dicabut", "revoked"),
    "revoke": ("Cabut dan hapus isinya", "Revoke and wipe"),
    "warning": (
        "Perangkat yang dicabut menghapus isinya saat berikutnya tersambung; yang belum terkirim dari sana tidak diterima lagi.",
        "A revoked device wipes itself when it next has a line; what it had not sent is no longer taken.",
    ),
    "carry": ("Ambil berkas bawaan", "Take in a carried file"),
    "carry_help": (
        "Dari perangkat tanpa sinyal: berkas .rbk dan kata sandi yang ditunjukkan perangkat.",
        "From a device without a signal: the .rbk file and the password that the device showed.",
    ),
    "file": ("Berkas", "File"),
    "password": ("Kata sandi berkas", "Password of the file"),
    "take": ("Ambil", "Take in"),
    "taken": ("Tindakan yang sudah ada di sini dari perangkat", "Acts now here from device"),
    "back": ("Kembali ke meja kerja", "Back to the desk"),
}

OFFICE_PAGE = """<!doctype html>
<html lang="{{ words.language }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ words.title }} – Rembuk</title><link rel="stylesheet" href="/static/desk/desk.css"></head>
<body><main class="narrow">
<p class="crumbs"><a href="/">{{ words.back }}</a></p>
<h1>{{ words.title }}</h1><p class="lead">{{ words.lead }}</p>
{% if code %}<div class="sheet"><p>{{ words.open }}</p><p><strong>{{ kit_address }}</strong></p>
<p class="code" id="kode">{{ code }}</p><p><img src="{{ qr }}" alt="QR"></p><p class="soft">{{ words.once }}</p></div>{% endif %}
<form method="post">{% csrf_token %}<button type="submit">{{ words.make }}</button></form>
<h2>{{ words.mine }}</h2>{% if not kits %}<p class="soft">{{ words.none }}</p>{% endif %}
{% for kit in kits %}<div class="sheet"><p><strong>{{ kit.code }}</strong> {{ kit.office }}, {{ words.since }} {{ kit.since|date:"j-n-Y" }}
{% if kit.revoked %}<span class="chip bad">{{ words.revoked }}</span>{% endif %}</p>
{% if not kit.revoked %}<form method="post">{% csrf_token %}
<button class="danger small" name="revoke" value="{{ kit.code }}">{{ words.revoke }}</button></form>{% endif %}</div>{% endfor %}
{% if kits %}<p class="soft">{{ words.warning }}</p>{% endif %}
<h2>{{ words.carry }}</h2>{% if carried %}<p class="notice" role="status">{{ carried }}</p>{% endif %}
<p class="soft">{{ words.carry_help }}</p>
<form method="post" enctype="multipart/form-data">{% csrf_token %}
<p class="field"><label for="carried">{{ words.file }}</label><input type="file" id="carried" name="carried" required></p>
<p class="field"><label for="password">{{ words.password }}</label><input id="password" name="password" autocomplete="off" required></p>
<button type="submit">{{ words.take }}</button></form>
</main></body></html>"""


def page_words(language: str) -> dict[str, str]:
    """The page's words in a language."""
    place = 1 if language.startswith("en") else 0
    return {"language": ("id", "en")[place], **{name: pair[place] for name, pair in _WORDS.items()}}
