from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, ProgrammeRow


class Source(models.TextChoices):
    """What a row of work was confirmed from; by hand without one."""

    NONE = "", _("Dicatat sendiri")
    TRAINING = "training", _("Dari daftar pelatihan")
    CLINIC = "clinic", _("Dari jadwal klinik")


class Work(ProgrammeRow):
    """Something a mentor did besides visits, on one day. Never changed: a correction is a new row. `region` is the mentor's."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="work")
    on = models.DateField(db_index=True)
    kind = models.CharField(max_length=20)
    """A code of definitions/work_kinds.yaml."""
    minutes = models.PositiveIntegerField()
    starts = models.TimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, blank=True)
    source_id = models.UUIDField(null=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)
    """Why it corrects another row, or why it comes after the month was approved."""
    late = models.BooleanField(default=False)
    """Written after the month's report was approved."""
    hash = models.CharField(max_length=64)
    """Of what was said: the same id with another body is a conflict."""
    by = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", programme="programme", own={"mentor__user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["mentor", "on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "source", "source_id"],
                condition=Q(source_id__isnull=False, corrects=None),
                name="work_confirmed_once",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=720) | Q(minutes=0, corrects__isnull=False),
                name="work_minutes_plausible",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, late=False) | ~Q(reason=""), name="work_correction_says_why"
            ),
        ]


class FrozenMonth(Row):
    """A mentor's hours as they stood when the month's report was approved: one for each approved version."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="hours")
    version = models.PositiveIntegerField()
    totals = models.JSONField()
    """kind -> minutes."""
    counts = models.JSONField()
    """kind -> rows."""
    days = models.PositiveSmallIntegerField()
    """On which there was any work."""
    rows = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    """Of the rows: (day, kind, minutes, id)."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="hours_frozen_once_a_version")
        ]
