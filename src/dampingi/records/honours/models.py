from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Enrolment, Programme, ProgrammeRow, enrolment_paths


class Rules(Row):
    """How many may be nominated in a kelurahan, chosen in a kecamatan and by the city. Without a row the defaults hold."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="honour_rules")
    per_kelurahan = models.PositiveSmallIntegerField(default=1)
    per_kecamatan = models.PositiveSmallIntegerField(default=2)
    per_city = models.PositiveSmallIntegerField(default=3)

    def at(self, level: int) -> int:
        return {4: self.per_kelurahan, 3: self.per_kecamatan}.get(level, self.per_city)


class Nomination(ProgrammeRow):
    """Somebody who knows the participant puts them forward, with reasons and the evidence of that day."""

    class State(models.TextChoices):
        NOMINATED = "nominated", _("Menunggu verifikasi")
        DECLINED = "declined", _("Tidak lolos verifikasi")
        VERIFIED = "verified", _("Menunggu kecamatan")
        DISTRICT = "district", _("Menunggu kota")
        CITY = "city", _("Terpilih kota")
        LEFT_OUT = "left_out", _("Tidak terpilih kecamatan")
        STAYED = "stayed", _("Terpilih kecamatan")
        WITHDRAWN = "withdrawn", _("Ditarik")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="nominations")
    reasons = models.TextField()
    evidence = models.JSONField()
    """`evidence.Evidence.told`, frozen."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOMINATED, db_index=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=~Q(state="withdrawn"), name="nominated_once"
            )
        ]


STANDING = (
    Nomination.State.NOMINATED,
    Nomination.State.VERIFIED,
    Nomination.State.DISTRICT,
    Nomination.State.CITY,
    Nomination.State.STAYED,
)
"""States that take a place of their kelurahan's quota."""
CHOSEN_IN_DISTRICT = (Nomination.State.DISTRICT, Nomination.State.CITY, Nomination.State.STAYED)


class How(models.TextChoices):
    MET = "met", _("Bertemu dan melihat usahanya")
    PHONE = "phone", _("Menelepon peserta")
    PAPERS = "papers", _("Memeriksa catatan dan bukti")


class Check(Row):
    """Another person looked whether what the nomination says is so."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="check_made")
    passed = models.BooleanField()
    how = models.CharField(max_length=10, choices=How.choices)
    found = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
