from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.records.programmes.models import ProgrammeRow


class Kind(models.TextChoices):
    OWN = "own", _("Target wilayah")
    PARTS = "parts", _("Dibagi ke bawah")


class State(models.TextChoices):
    WAITING = "waiting", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")


class Proposal(ProgrammeRow):
    """Targets that somebody proposed for a region (`own`) or for all right below it (`parts`). Only its state changes."""

    kind = models.CharField(max_length=5, choices=Kind.choices)
    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """{whole: parent's target or None, rows: [{region, value, weight, baseline, course, was}]}; numbers as text on the indicator's scale."""
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "indicator", "region", "period", "kind", "number"], name="target_proposal_numbered"
            ),
            models.UniqueConstraint(
                fields=["programme", "indicator", "region", "period", "kind"], condition=Q(state="waiting"),
                name="target_proposal_waits_once",
            ),
        ]  # fmt: skip
