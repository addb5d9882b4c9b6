from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Enrolment, ProgrammeRow, enrolment_paths


class Growth(ProgrammeRow):
    """A participant's business in one month, as reported. The first row of an enrolment is its baseline."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="growth")
    month = models.DateField()
    """First day of the month."""
    baseline = models.BooleanField(default=False)
    turnover = models.BigIntegerField()
    """Rupiah in the month."""
    workers = models.PositiveIntegerField()
    products = models.PositiveIntegerField()
    """Products on offer."""
    channels = models.PositiveIntegerField()
    """Marketing channels in use."""
    weeks_with_sales = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField(default=4)
    has_nib = models.BooleanField()
    carried = models.JSONField(default=list)
    """Figures that were said to be unchanged since the month on record before, and not counted anew."""
    reported_by = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True)
    """The participant confirmed the figures."""

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "month"], name="growth_once_a_month"),
            models.CheckConstraint(condition=Q(turnover__gte=0), name="growth_turnover_not_negative"),
        ]


class How(models.TextChoices):
    SELF = "self", _("Oleh peserta sendiri")
    PHONE = "phone", _("Petugas lain menelepon peserta")
    MET = "met", _("Petugas lain bertemu peserta")


class GrowthConfirmation(Row):
    """Who said that a month's figures are right, and how: the participant, or an officer who asked them. Corrected figures are confirmed anew."""

    growth = models.ForeignKey(Growth, on_delete=models.CASCADE, related_name="confirmations")
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    how = models.CharField(max_length=10, choices=How.choices)
    device = models.UUIDField(null=True, db_index=True)
    """The browser (records/access) in which the participant's page was open."""


class GrowthObjection(Row):
    """The participant says that a month's figures are wrong. The office settles it; nothing is overwritten by it."""

    growth = models.ForeignKey(Growth, on_delete=models.CASCADE, related_name="objections")
    figures = models.JSONField(default=dict)
    """figure -> what the participant says is right; {} where they only say what is wrong."""
    comment = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    device = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_by_name = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(
        max_length=10, blank=True,
        choices=(("taken", _("Angka peserta dipakai")), ("kept", _("Angka semula dipertahankan")), ("withdrawn", _("Ditarik peserta"))),
    )  # fmt: skip
    answer = models.TextField(blank=True)
    """To the participant."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["growth"], condition=Q(settled_at=None), name="growth_objected_to_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="objection_settled_says_how",
            ),
        ]
