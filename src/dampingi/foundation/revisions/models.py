from django.db import models
from django.utils import timezone

from dampingi.foundation.origins.models import Origin
from dampingi.foundation.rows import Row


class Revision(Row):
    """One change of one record: which fields went from what to what. Never deleted; erasure redacts the values."""

    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, related_name="revisions")
    changes = models.JSONField()
    """{field: [old, new]}, as text or JSON values."""
    act = models.CharField(max_length=30, default="edit")
    """What was done: edit, move, change_owner, archive, restore, undo ..."""
    reason = models.TextField(blank=True)
    on = models.DateField(null=True)
    """The day it happened in the world, where that is not the day it was recorded."""
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        indexes = [
            models.Index(
                fields=["kind"], condition=models.Q(act="change_owner"), name="revision_owner_changes"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id", "version"], name="revision_version_once")
        ]
