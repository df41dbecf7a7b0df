"""Offices and posts.

An office is one place of one institution; its code (`polres-kebumen`) is what acts keep, so it never changes. A post is a user
in an office with a role, from a day to a day. A stand-in's post names the post it stands in for and the letter that says so;
its office and role are those of that post. Offices and posts are closed, never deleted.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rembuk.desk.roles import INSTITUTIONS, LEVELS, ROLES, ZONES, role_name


class Office(models.Model):
    """One office; `parent` is the office above it in its own institution."""

    code = models.CharField(
        _("Kode kantor"), max_length=60, primary_key=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Tulis huruf kecil, angka, dan tanda hubung, misalnya polres-kebumen."))],
    )  # fmt: skip
    name = models.CharField(_("Nama kantor"), max_length=150)
    institution = models.CharField(_("Lembaga"), max_length=20, choices=list(INSTITUTIONS.items()))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Kantor di atasnya"))
    level = models.CharField(_("Tingkat"), max_length=20, choices=list(LEVELS.items()))
    region = models.CharField(_("Kode wilayah"), max_length=20, blank=True, help_text=_("Kode wilayah Kemendagri, misalnya 33.05."))
    province = models.CharField(_("Provinsi"), max_length=60, blank=True)
    zone = models.CharField(_("Zona waktu"), max_length=4, choices=[(zone, zone) for zone in ZONES], default="WIB")
    address = models.TextField(_("Alamat"), blank=True)
    letterhead = models.TextField(_("Teks kop surat"), blank=True, help_text=_("Baris-baris di atas surat, satu baris satu baris kop."))
    phone = models.CharField(_("Nomor telepon"), max_length=30, blank=True)
    place = models.CharField(_("Tempat pada tanggal surat"), max_length=80, blank=True, help_text=_("Nama kota atau desa di depan tanggal, misalnya Kebumen."))
    is_3t = models.BooleanField(_("Daerah 3T (terdepan, terluar, tertinggal)"), default=False)
    closed_on = models.DateField(_("Ditutup tanggal"), null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def time_zone(self) -> str:
        """The zone's name in the time zone database."""
        return ZONES[self.zone]


class Posts(models.QuerySet["Post"]):
    """Questions about many posts."""

    def held_on(self, day: date) -> Posts:
        """The posts held on that day, both ends included, in offices not closed by then."""
        office_open = Q(office__closed_on=None) | Q(office__closed_on__gt=day)
        return self.filter(office_open, Q(until=None) | Q(until__gte=day), since__lte=day)


class Post(models.Model):
    """A user in an office with a role from `since` to `until` (both included; no `until`: still)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("Pengguna"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="posts", verbose_name=_("Kantor"))
    role = models.CharField(_("Peran"), max_length=30, choices=list(ROLES.items()))
    title = models.CharField(_("Nama jabatan"), max_length=120, blank=True, help_text=_("Seperti tertulis di surat, misalnya Kanit Gakkum."))
    rank = models.CharField(_("Pangkat"), max_length=60, blank=True, help_text=_("Seperti tertulis di bawah tanda tangan, misalnya AKP atau Jaksa Muda."))
    since = models.DateField(_("Mulai"))
    until = models.DateField(_("Sampai"), null=True, blank=True)
    deputy_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="stand_ins", verbose_name=_("Menggantikan"))
    letter_number = models.CharField(_("Nomor surat perintah"), max_length=80, blank=True)
    may_export = models.BooleanField(_("Boleh mengekspor data"), default=False)

    objects = Posts.as_manager()

    class Meta:
        ordering = ("office__name", "role", "since")
        constraints = (
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="post_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(deputy_for=None) | ~Q(letter_number=""), name="stand_in_has_a_letter"),
            models.CheckConstraint(condition=Q(deputy_for=None) | ~Q(until=None), name="stand_in_has_an_end"),
        )

    def __str__(self) -> str:
        return f"{self.label}, {self.office.name}"

    @property
    def label(self) -> str:
        """The post's title as people say it, with Plh. for a stand-in."""
        title = self.title or role_name(self.role)
        return f"Plh. {title}" if self.deputy_for_id else title


class ClockRule(models.Model):
    """A clock of the law as an office keeps it from then on: `length` in the law's own unit, None for the law's own length again.

    Rows are only added; the newest of an office and clock counts.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="clock_rules")
    clock = models.CharField(max_length=120, help_text="instrument/step or clock")
    length = models.PositiveSmallIntegerField(null=True)
    ground = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.office_id} {self.clock}: {self.length}"
