"""Papers a criterion asks for, looked for by a person before the evidence is frozen."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.rows import Row
from dampingi.insight.evaluation.models.pipeline import Evaluation
from dampingi.records.programmes.models import Mentor


class DocumentCheck(Row):
    """Whether a mentor's paper is there, who looked, and a sealed copy. Looked at again, a new row replaces it; both are kept."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="document_checks")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="document_checks")
    criterion = models.CharField(max_length=40)
    present = models.BooleanField()
    note = models.TextField(blank=True)
    """What was seen, or where the original is kept."""
    kind = models.CharField(max_length=5, blank=True)
    """Of the copy: image or pdf; empty without one."""
    sha256 = models.CharField(max_length=64, blank=True)
    original = models.FileField(upload_to="sealed/documents/", blank=True)
    shown = models.FileField(upload_to="sealed/documents-shown/", blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "mentor", "criterion"], condition=Q(replaced_at=None), name="document_checked_once"
            )
        ]  # fmt: skip
