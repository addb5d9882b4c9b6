from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Mentor, Programme, ProgrammeRow


class MonthlyReport(ProgrammeRow):
    """A mentor's report of a month: drafted from its records, approved upwards, then locked."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Diajukan")
        RETURNED = "returned", _("Dikembalikan")
        APPROVED = "approved", _("Disetujui")

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="reports")
    month = models.DateField()
    due_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    figures = models.JSONField(default=dict)
    """The month's numbers, frozen at submission: see queries.month_figures."""
    obstacle = models.TextField(blank=True)
    success = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    submitted_on = models.DateField(null=True)
    """When it was first handed in: a returned report does not become late by being mended."""
    approved_on = models.DateField(null=True)

    paths = Paths(region="region", programme="programme", own={"mentor__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentor", "month"], name="report_once_a_month")]
        indexes = [models.Index(fields=["region", "month"])]

    @property
    def late(self) -> bool | None:
        """Handed in after its due day; None while it is not handed in."""
        return self.submitted_on > self.due_on if self.submitted_on else None

    @property
    def editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class ReportVersion(Row):
    """What was handed in, word for word: one for each time, so that a mended report does not hide the first."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    submitted_on = models.DateField()
    figures = models.JSONField()
    obstacle = models.TextField()
    success = models.TextField()
    plan = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "version"], name="report_version_once")]


class ReportRules(Row):
    """When a programme's monthly reports are due. A programme without a row goes by the defaults."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="report_rules")
    due_day = models.PositiveSmallIntegerField(default=5)
    """Of the following month."""
    remind_days = models.PositiveSmallIntegerField(default=2)
    """So many days before, who has not handed in is reminded; 0 is only on the day itself."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_day__gte=1, due_day__lte=28, remind_days__lte=20),
                name="report_rules_plausible",
            )
        ]


class ReportReminder(Row):
    """A mentor was reminded of a month's report; each kind once."""

    class Kind(models.TextChoices):
        SOON = "soon", _("Sebelum batas waktu")
        DUE = "due", _("Pada batas waktu")
        LATE = "late", _("Sehari sesudahnya")
        WEEK = "week", _("Seminggu sesudahnya")

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="report_reminded_once_a_kind")]


class ReportReopening(Row):
    """An approved report was opened again, for a reason; the version approved before stays on record."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="reopenings")
    version = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="report_reopened_once_a_version")
        ]
