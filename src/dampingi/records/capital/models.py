from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.cooperatives.models import Cooperative


class Need(Row):
    """Capital a cooperative looks for at one source, from need to outcome."""

    class Source(models.TextChoices):
        LPDB = "lpdb", _("LPDB-KUMKM")
        BANK = "bank", _("Bank")
        MEMBERS = "members", _("Anggota")
        OTHER = "other", _("Lainnya")

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Diterima")
        REFUSED = "refused", _("Ditolak")
        DROPPED = "dropped", _("Tidak dilanjutkan")

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="needs")
    source = models.CharField(max_length=10, choices=Source.choices)
    lender = models.CharField(max_length=150, blank=True)
    """Which bank or programme."""
    purpose = models.CharField(max_length=300)
    amount = models.BigIntegerField()
    """Rupiah needed."""
    noted_on = models.DateField()
    applied_on = models.DateField(null=True)
    """None while the cooperative has not asked yet."""
    blocker = models.CharField(max_length=15, blank=True)
    """A code of definitions/capital_blockers.yaml: what stands in the way now, or did at the outcome."""
    blocker_note = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True)
    granted = models.BigIntegerField(null=True)
    """Rupiah; None unless granted."""
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="cooperative__region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="need_above_zero"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None) | ~Q(outcome="") & Q(outcome_on__isnull=False), name="outcome_with_its_day"
            ),
            models.CheckConstraint(
                condition=Q(outcome="granted", granted__gt=0, granted__lte=F("amount"), applied_on__isnull=False)
                | ~Q(outcome="granted") & Q(granted=None),
                name="granted_within_need",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["refused", "dropped"]) | ~Q(blocker=""), name="no_outcome_without_a_cause"
            ),
            models.CheckConstraint(
                condition=Q(applied_on=None) | Q(applied_on__gte=F("noted_on")), name="applied_after_noted"
            ),
        ]  # fmt: skip

    @property
    def state(self) -> str:
        return self.outcome or ("applied" if self.applied_on else "needed")
