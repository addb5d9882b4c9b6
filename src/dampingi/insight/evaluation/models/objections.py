"""A result objected to, the proof enclosed, the answer, and what counts instead: beside the frozen rows, never over them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.rows import Row
from dampingi.insight.evaluation.models.pipeline import Computation, FrozenEvidence, Subject


class Objection(Row):
    """A mentor objects (sanggah) to a part of their own result within the open window. Someone who neither computed nor rated answers."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Diterima")
        PARTLY = "partly", _("Diterima sebagian")
        REFUSED = "refused", _("Ditolak")

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="objections")
    computation = models.ForeignKey(Computation, on_delete=models.PROTECT, related_name="objections")
    """The results objected to."""
    part = models.CharField(max_length=40, blank=True)
    """A criterion of the instrument; empty: the result as a whole."""
    evidence = models.ForeignKey(FrozenEvidence, on_delete=models.PROTECT, null=True, related_name="+")
    """The one row that is wrong, where it is one."""
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None, reason="")
                | Q(answered_at__isnull=False, withdrawn_at=None) & ~Q(outcome="") & ~Q(reason=""),
                name="objection_answer_says_why",
            ),
        ]


class Proof(Row):
    """A photo or PDF a mentor encloses with an objection, sealed; of a photo the copy that is shown was drawn anew."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=5)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    original = models.FileField(upload_to="sealed/objections/")
    shown = models.FileField(upload_to="sealed/objections-shown/", blank=True)
    at = models.DateTimeField(default=timezone.now)


class Correction(Row):
    """What counts instead of a frozen row or a rating, by a granted objection. The frozen row itself stays as it is."""

    RATING = "rating"

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField()
    """In the order they apply within an evaluation: a later one may correct what an earlier one says."""
    kind = models.CharField(max_length=12)
    """A kind of frozen evidence, or "rating"."""
    key = models.CharField(max_length=120)
    """Of the frozen row; of a rating "rater:mentor:criterion"."""
    was = models.CharField(max_length=64)
    """sha256 of what counted before."""
    body = models.TextField(blank=True)
    """Canonical JSON of what counts now; empty: it does not count."""
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["objection", "kind", "key"], name="corrected_once_per_objection")
        ]
