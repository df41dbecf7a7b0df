"""The parts every DOCX template shares, in the language of descriptions (`docx_build.py`)."""

HEAD = """\
@for line in office.lines
> **{{ line }}**
@end for
@if office.address != blank
> {{ office.address }}
@end if
@if office.phone != blank
> Telepon {{ office.phone }}
@end if
---"""

TITLE = """\
# {{ title|upper }}
> NOMOR: {{ number }}
~"""

NUMBER_BLOCK = """\
@rangka 2
| | ^{{ office.place }}, {{ on }}
@selesai
Nomor :: {{ number }}
Klasifikasi :: {{ classification }}
Lampiran :: {{ attachments }}
Perihal :: **{{ subject }}**
~"""

PLACE_AND_DAY = """\
~
@rangka 2
| | ^{{ office.place }}, {{ on }}
@selesai"""

_BLOCK = (
    "^{{ SIDE.capacity }} // {% if SIDE.proof %}// {{ proofs[SIDE.proof] }}{% if SIDE.signed_on != blank %} pada {{ SIDE.signed_on }}{% endif %} // "
    "{% elif SIDE.stamped %}// [meterai] // // {% else %}// // // {% endif %}**{{ SIDE.name }}**{% if SIDE.below != blank %} // {{ SIDE.below }}{% endif %}"
    "{% if SIDE.witnesses %} // saksi: {{ SIDE.witnesses|join(', ') }}{% endif %}"
)
SIGNATURES = f"""\
@rangka 2
@baris for row in signature_rows
| {{% if row.left %}}{_BLOCK.replace("SIDE", "row.left")}{{% endif %}} | {_BLOCK.replace("SIDE", "row.right")}
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
