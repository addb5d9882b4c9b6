from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.loans.models.applications import LoanApplication
from dampingi.records.partners.models import Partner


class Loan(Row):
    """What was agreed at the akad. Never changes; what happens later are events, each with a schedule of its own."""

    application = models.OneToOneField(LoanApplication, on_delete=models.PROTECT, related_name="loan")
    bank = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="loans")
    region = RegionCode(db_index=True)
    number = models.CharField(max_length=40)
    """The bank's."""
    principal = models.BigIntegerField()
    share = models.PositiveSmallIntegerField()
    """The city's of the interest, in hundredths of a percent."""
    signed_on = models.DateField()
    terms = models.JSONField()
    """principal, months, method, first_due, rates [{on, rate}], share, tolerance, scheme (edition and its hash)."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `terms`."""
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(
        region="region",
        own={"application__person__user": USER},
        caseload={
            "application__business__enrolments__business_until": None,
            "application__business__enrolments__caseloads__mentor__user": USER,
            "application__business__enrolments__caseloads__ends_on": None,
        },
        addressed={"bank__members__user": USER, "bank__members__until": None},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "number"], name="loan_numbered_by_its_bank"),
            models.CheckConstraint(condition=Q(principal__gt=0) & Q(share__lte=10_000), name="loan_sane"),
        ]

    def __str__(self) -> str:
        return self.number


class LoanEvent(Row):
    """Something that changed a loan after the akad. Written once; taken back only by a later one."""

    class Kind(models.TextChoices):
        PREPAID = "prepaid", _("Pelunasan sebagian")
        RATE = "rate", _("Perubahan bunga")
        STOPPED = "stopped", _("Subsidi berhenti")

    class Why(models.TextChoices):
        SETTLED = "settled", _("Lunas")
        NON_PERFORMING = "non_performing", _("Kredit bermasalah")
        DIED = "died", _("Meninggal dunia")
        MOVED = "moved", _("Pindah ke luar kota")

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    amount = models.BigIntegerField(null=True)
    """Of principal paid early."""
    keeps = models.CharField(max_length=12, blank=True)
    """engines.subsidy.Keeps, of an early payment."""
    rate = models.PositiveSmallIntegerField(null=True)
    """From that day, in hundredths of a percent."""
    why = models.CharField(max_length=20, choices=Why.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["loan"], condition=Q(kind="stopped"), name="loan_stops_once"),
            models.CheckConstraint(condition=Q(kind="prepaid", amount__gt=0) | ~Q(kind="prepaid"), name="loan_prepaid_something"),
            models.CheckConstraint(condition=~Q(kind="stopped") | ~Q(why=""), name="loan_stop_says_why"),
        ]  # fmt: skip


class Schedule(Row):
    """What is due each month, as of a version: the first of the akad, each later one of an event. Never changes."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="schedules")
    version = models.PositiveSmallIntegerField()
    event = models.OneToOneField(LoanEvent, on_delete=models.PROTECT, null=True, related_name="schedule")
    lines = models.JSONField()
    """[number, due_on, balance, principal, interest, city] a month, in rupiah; `city` is 0 once the subsidy stopped."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `lines`."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["loan", "version"], name="loan_schedule_numbered")]
