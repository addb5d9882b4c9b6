from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.partners.models import Partner

MANAGER = {
    "cooperative__terms__partner__members__user": USER,
    "cooperative__terms__partner__members__until": None,
}
"""The lookups of whoever manages a cooperative today."""


class Terms(Row):
    """What joining a cooperative costs and asks. Earlier terms are kept as revisions; a membership keeps those it began with."""

    cooperative = models.OneToOneField(Cooperative, on_delete=models.PROTECT, related_name="terms")
    principal = models.BigIntegerField()
    """Simpanan pokok, rupiah, paid once."""
    monthly = models.BigIntegerField()
    """Simpanan wajib, rupiah a month; 0 where there is none."""
    open = models.BooleanField(default=True)
    """Takes new members now."""
    asks = models.CharField(max_length=300, blank=True)
    """What an applicant brings."""
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="+")
    """Whose people manage it and decide; None while the office does so on its behalf."""
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(principal__gte=0, monthly__gte=0), name="terms_not_negative")
        ]


class Membership(Row):
    """A business that asks to join, or is a member of, a cooperative."""

    class State(models.TextChoices):
        APPLIED = "applied", _("Menunggu keputusan")
        MEMBER = "member", _("Anggota")
        DECLINED = "declined", _("Ditolak")
        WITHDRAWN = "withdrawn", _("Ditarik")
        LEFT = "left", _("Keluar")

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="memberships")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    wish = models.CharField(max_length=300, blank=True)
    """What the business wants of it."""
    principal = models.BigIntegerField()
    monthly = models.BigIntegerField()
    """The terms as they were when it asked."""
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """Of the decision."""
    left_on = models.DateField(null=True)
    left_reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="cooperative__region", own={"business__owner__user": USER}, addressed=MANAGER)
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "business"], condition=Q(state__in=["applied", "member"]), name="member_once"
            ),
            models.CheckConstraint(
                condition=Q(state="left", left_on__isnull=False) | ~Q(state="left") & Q(left_on=None), name="left_with_its_day"
            ),
        ]  # fmt: skip


class Saving(Row):
    """Money paid in, or given back on leaving. A mistake is struck with a reason and stays on record."""

    class Kind(models.TextChoices):
        PRINCIPAL = "principal", _("Simpanan pokok")
        MONTHLY = "monthly", _("Simpanan wajib")
        PRINCIPAL_BACK = "principal_back", _("Simpanan pokok dikembalikan")
        MONTHLY_BACK = "monthly_back", _("Simpanan wajib dikembalikan")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="savings")
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    month = models.DateField(null=True)
    """The first day of the month it is for."""
    amount = models.BigIntegerField()
    """Rupiah, above zero."""
    on = models.DateField()
    receipt = models.CharField(max_length=40)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    struck_at = models.DateTimeField(null=True)
    struck_by = models.CharField(max_length=150, blank=True)
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "kind"], condition=Q(struck_at=None, month=None), name="saved_once"
            ),
            models.UniqueConstraint(
                fields=["membership", "month"], condition=Q(struck_at=None), name="saved_once_a_month"
            ),
            models.UniqueConstraint(
                fields=["cooperative", "receipt"], condition=Q(struck_at=None), name="receipt_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="saving_above_zero"),
            models.CheckConstraint(
                condition=Q(kind="monthly", month__isnull=False) | ~Q(kind="monthly") & Q(month=None), name="month_of_monthly"
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_reason="") | Q(struck_at__isnull=False) & ~Q(struck_reason=""),
                name="struck_with_a_reason",
            ),
        ]  # fmt: skip
