from django.db import models
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Approval(Row):
    """One version of one subject on its way up the levels of a workflow."""

    class State(models.TextChoices):
        WAITING = "waiting"
        APPROVED = "approved"
        RETURNED = "returned"

    workflow = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    region = RegionCode(db_index=True)
    programme = models.UUIDField(null=True)
    period = models.CharField(max_length=10, blank=True)
    drafted_by = models.UUIDField()
    submitted_at = models.DateTimeField(default=timezone.now)
    level = models.PositiveSmallIntegerField()
    """Depth of the region whose checker it waits for (3 kecamatan, 2 kota)."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workflow", "subject_kind", "subject_id", "version"],
                name="approval_subject_version_once",
            )
        ]
        indexes = [models.Index(fields=["state", "level", "region"])]


class Verdict(Row):
    """What one level decided, by whom and when."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="verdicts")
    level = models.PositiveSmallIntegerField()
    approved = models.BooleanField()
    comment = models.TextField(blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["approval", "level"], name="verdict_once_per_level"),
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(comment=""), name="verdict_return_says_why"
            ),
        ]
