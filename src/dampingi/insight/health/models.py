from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.cooperatives.models import Cooperative

NOTE = 300
"""The longest note on one answer."""


class HealthRules(Row):
    """An edition of the rules. '' is everyone's, as shipped. Never changed: the database refuses."""

    region = RegionCode(db_index=True, blank=True)
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """As definitions/cooperative_health.yaml."""
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="health_rules_numbered")]


class Assessment(Row):
    """A cooperative asked about a book year, on its way to a result."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Sedang diisi")
        SUBMITTED = "submitted", _("Menunggu persetujuan")
        RETURNED = "returned", _("Dikembalikan")
        APPROVED = "approved", _("Disetujui")

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="assessments")
    year = models.PositiveSmallIntegerField()
    region = RegionCode(db_index=True)
    """Of the office that assesses."""
    answers = models.JSONField(default=dict)
    """item -> true or false"""
    notes = models.JSONField(default=dict)
    """item -> what it rests on"""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=150, blank=True)
    authors = models.JSONField(default=list)
    """Everybody who kept answers, by id: none of them approves."""
    returned_note = models.TextField(blank=True)
    again = models.CharField(max_length=500, blank=True)
    """Why it is assessed again after a result."""
    changed_at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cooperative", "year"], name="assessed_once_a_year")]

    @property
    def editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class HealthResult(Row):
    """What was approved, with the answers and rules it follows from. The newest of an assessment counts; all are kept."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField()
    rules = models.ForeignKey(HealthRules, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15)
    """Of the cooperative then: some questions are asked of one kind only."""
    answers = models.JSONField()
    notes = models.JSONField()
    body = models.JSONField()
    """`results.told`."""
    score = models.PositiveIntegerField()
    """Hundredths, rounded downwards."""
    band = models.CharField(max_length=20)
    hash = models.CharField(max_length=64)
    made_by_name = models.CharField(max_length=150)
    approved_by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="health_result_numbered")
        ]
