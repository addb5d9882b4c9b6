from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.partners.models import Partner


class Reconciliation(Row):
    """A month held against the bank's own books: what it says, what we say, and why they differ. Frozen when the bank tells it. Personal data: who told and agreed."""

    class State(models.TextChoices):
        SENT = "sent", _("Menunggu dinas")
        AGREED = "agreed", _("Disepakati")
        RETURNED = "returned", _("Dikembalikan")

    region = RegionCode(db_index=True)
    """The city's."""
    bank = models.ForeignKey(Partner, models.PROTECT, related_name="reconciliations")
    month = models.DateField()
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """See records/subsidies/reconciling.py."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""
    remarks = models.TextField(blank=True)
    """The bank's, about what differs."""
    answer = models.TextField(blank=True)
    """The office's."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region", addressed={"bank__members__user": USER, "bank__members__until": None})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "region", "month", "number"], name="subsidy_reconciliation_numbered"),
            models.UniqueConstraint(fields=["bank", "region", "month"], condition=~Q(state="returned"), name="subsidy_month_reconciled_once"),
            models.CheckConstraint(condition=Q(state="sent") | Q(decided_at__isnull=False), name="subsidy_reconciliation_decided_by_somebody"),
        ]  # fmt: skip
