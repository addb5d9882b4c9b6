from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class PilotRules(Row):
    """An edition of the weights and limits. '' is everyone's, as shipped. Never changed: the database refuses."""

    region = RegionCode(db_index=True, blank=True)
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """As definitions/pilot_rules.yaml."""
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="pilot_rules_numbered")]


class PilotChoice(Row):
    """Which cooperative serves each kecamatan, as people decided. Only its state changes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu persetujuan")
        APPROVED = "approved", _("Ditetapkan")
        RETURNED = "returned", _("Dikembalikan")

    region = RegionCode(db_index=True)
    """The city or regency."""
    year = models.PositiveSmallIntegerField()
    """The book year it is judged by."""
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """See deciding.py."""
    hash = models.CharField(max_length=64)
    remarks = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="pilot_choice_numbered"),
            models.UniqueConstraint(fields=["region"], condition=Q(state="waiting"), name="pilot_choice_waits_once"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False, state="approved") | Q(approved_at=None) & ~Q(state="approved"),
                name="pilot_choice_approved_with_its_time",
            ),
        ]  # fmt: skip
