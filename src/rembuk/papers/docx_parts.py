"""The parts every DOCX template shares, in the language of descriptions (`docx_build.py`)."""

#: The police set their head at the left over a rule as wide as it; others set it in the middle over a double rule.
HEAD = """\
@if office.institution == 'police'
@for line in office.lines
<| {{ line }}
@end for
@if office.address != blank
<| {{ office.address }}
@end if
@if office.phone != blank
<| Telepon {{ office.phone }}
@end if
<---
@else
@for line in office.lines
@if loop.last
>| {{ line }}
@else
> {{ line }}
@end if
@end for
@if office.address != blank or office.phone != blank
> {% if office.address != blank %}{{ office.address }}{% endif %}{% if office.phone != blank %} Telepon {{ office.phone }}{% endif %}
@end if
===
@end if"""

TITLE = """\
# {{ title|upper }}
> NOMOR: {{ number }}
~"""

NUMBER_BLOCK = """\
@rangka 2.3 0.4 8 5.3
| Nomor | : | {{ number }} | >{{ office.place }}, {{ on }}
| Klasifikasi | : | {{ classification }} | |
| Lampiran | : | {{ attachments }} | |
| Perihal | : | **{{ subject }}** | |
@selesai
@rangka 9 7
| | Kepada // Yth. ADDRESSEE
@selesai"""

PLACE_AND_DAY = """\
@rangka 8 8
| | ^{{ office.place }}, {{ on }}
@selesai"""

ISSUED = """\
@rangka 8.6 2.6 0.4 4.4
| | {% if 'perintah' in title|lower %}Dikeluarkan di{% else %}Ditetapkan di{% endif %} | : | {{ office.place }}
| | pada tanggal | : | {{ on }}
@selesai"""

_BLOCK = (
    "{{ SIDE.capacity }} // {% if SIDE.proof %}// {{ proofs[SIDE.proof] }}{% if SIDE.signed_on != blank %} pada {{ SIDE.signed_on }}{% endif %} // "
    "{% elif SIDE.stamped %}// [meterai] // // {% else %}// // // {% endif %}__{{ SIDE.name }}__{% if SIDE.below != blank %} // {{ SIDE.below }}{% endif %}"
    "{% if SIDE.witnesses %} // saksi: {{ SIDE.witnesses|join(', ') }}{% endif %}"
)
SIGNATURES = f"""\
@rangka 8 8
@baris for row in signature_rows
| ^{{% if row.left %}}{_BLOCK.replace("SIDE", "row.left")}{{% endif %}} | ^{_BLOCK.replace("SIDE", "row.right")}
@baris end for
@selesai"""

COPIES = """\
@if copies
Tembusan:
@for copy in copies
{{ loop.index }}. {{ copy }}
@end for
@end if"""

IDENTITY = """\
Nama :: **{{ PERSON.name }}**
NIK :: {{ PERSON.nik }}
Tempat, tanggal lahir :: {{ PERSON.birth_place }}, {{ PERSON.birth_date }}
Jenis kelamin :: {{ PERSON.sex }}
Agama :: {{ PERSON.religion }}
Pekerjaan :: {{ PERSON.occupation }}
Pendidikan :: {{ PERSON.education }}
Alamat :: {{ PERSON.address }}"""
