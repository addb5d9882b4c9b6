from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, ProgrammeRow


class Side(models.TextChoices):
    OFFICE = "office", _("Penyelenggara")
    MENTOR = "mentor", _("Pendamping")


class Agreement(ProgrammeRow):
    """One edition of a mentor's targets and work programme. Never changed: the next edition follows it."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    targets = models.JSONField()
    """[{indicator, definition (its hash), value (text on the indicator's scale), period: month | year}]"""
    lines = models.JSONField()
    """[{code, activity, output, months: [YYYY-MM]}]"""
    reason = models.TextField(blank=True)
    """Why it differs from the edition before."""
    hash = models.CharField(max_length=64)
    proposed_by = models.CharField(max_length=6, choices=Side.choices)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", programme="programme", own={"mentor__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentor", "number"], name="agreement_numbered_once")]


class Signature(Row):
    """One side signed an edition as it stands."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=6, choices=Side.choices)
    hash = models.CharField(max_length=64)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "side"], name="agreement_signed_once_a_side")
        ]


class LineReport(Row):
    """What became of a line of the work programme in the month of a report."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="line_reports")
    line = models.CharField(max_length=10)
    done = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "line"], name="line_reported_once_a_month")]
