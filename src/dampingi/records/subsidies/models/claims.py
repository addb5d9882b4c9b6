from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.loans.models import Loan
from dampingi.records.partners.models import Partner


class Claim(Row):
    """What a bank bills a city for a month, examined line by line when it came. Personal data: who sent, accepted and paid it."""

    class State(models.TextChoices):
        SENT = "sent", _("Menunggu dinas")
        ACCEPTED = "accepted", _("Menunggu kepala")
        APPROVED = "approved", _("Disetujui, belum dibayar")
        PAID = "paid", _("Dibayar")
        RETURNED = "returned", _("Dikembalikan")

    region = RegionCode(db_index=True)
    """The city's."""
    bank = models.ForeignKey(Partner, models.PROTECT, related_name="subsidy_claims")
    month = models.DateField()
    number = models.PositiveIntegerField()
    """Which of the bank's claims for this month."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    returned_note = models.TextField(blank=True)
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of its lines as they came."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    accepted_by_name = models.CharField(max_length=150, blank=True)
    paid_on = models.DateField(null=True)
    paid_reference = models.CharField(max_length=100, blank=True)

    paths = Paths(region="region", addressed={"bank__members__user": USER, "bank__members__until": None})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "region", "month", "number"], name="subsidy_claim_numbered"),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False) & ~Q(paid_reference="") | ~Q(state="paid"), name="subsidy_claim_paid_with_its_paper"
            ),
        ]  # fmt: skip


class ClaimLine(Row):
    """A line as it came, with what was found. It counts while it stands for its loan and month; no other may count beside it."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    told = models.CharField(max_length=40)
    """The loan's number as the bank wrote it."""
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="claim_lines", null=True)
    month = models.DateField()
    balance = models.BigIntegerField()
    amount = models.BigIntegerField()
    faults = models.JSONField(default=list)
    due_balance = models.BigIntegerField(null=True)
    due = models.BigIntegerField(null=True)
    """By the schedule as it held when the line was examined."""
    version = models.PositiveSmallIntegerField(null=True)
    """Of that schedule."""
    late_days = models.PositiveSmallIntegerField(null=True)
    """How long the borrower has not paid, as the bank says; None where it says nothing."""
    months_after = models.PositiveSmallIntegerField(default=0)
    """How many months after its own the line was sent; 1 is as agreed."""
    payable = models.BigIntegerField(default=0)
    counts = models.BooleanField(default=False)
    taken_back = models.CharField(max_length=300, blank=True)
    """Why it no longer counts after it was approved."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "row"], name="subsidy_line_numbered"),
            models.UniqueConstraint(
                fields=["loan", "month"], condition=Q(counts=True), name="subsidy_loan_and_month_once"
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(payable__gt=0, loan__isnull=False), name="subsidy_line_counts_for_something"
            ),
            models.CheckConstraint(condition=Q(payable__gte=0), name="subsidy_line_not_negative"),
        ]  # fmt: skip
