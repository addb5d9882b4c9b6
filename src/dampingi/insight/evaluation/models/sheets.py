"""Score sheets that were filled in on paper, as two people read them independently."""

from django.db import models
from django.utils import timezone

from dampingi.foundation.rows import Row
from dampingi.insight.evaluation.models.pipeline import RaterAssignment


class SheetReading(Row):
    """What one person read from a rater's paper sheet about one mentor. Once two agree, or a third settles it, it becomes ratings."""

    assignment = models.ForeignKey(RaterAssignment, on_delete=models.CASCADE, related_name="readings")
    levels = models.JSONField()
    """criterion -> level"""
    settles = models.BooleanField(default=False)
    """By a third person, where the two differ."""
    why = models.CharField(max_length=300, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "by"], name="sheet_read_once_each")]
