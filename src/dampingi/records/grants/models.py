"""Grants: a study of lawful forms on stored data, a selection by people, agreements, parts paid and reports on their use."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.budgets.models import Budget
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative


def _paths(to_business: str) -> Paths:
    enrolled = f"{to_business}__enrolments"
    return Paths(
        region="region",
        caseload={
            f"{enrolled}__business_until": None,
            f"{enrolled}__caseloads__mentor__user": USER,
            f"{enrolled}__caseloads__ends_on": None,
        },
        own={f"{to_business}__owner__user": USER},
    )


class Study(Row):
    """Which lawful form would help whom at what cost, from what was on record that day. Never changes. Personal data: who would get what."""

    region = RegionCode(db_index=True)
    title = models.CharField(max_length=150)
    on = models.DateField()
    body = models.JSONField()
    """rules (edition and its forms), asked (criteria, budget), options [{code, eligible, out, recipients, cost, left, chosen, effect}]."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="region")
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.title


class Selection(Row):
    """Candidates of one option of a study, on whom people decide one by one; in force once somebody else approved it."""

    class State(models.TextChoices):
        OPEN = "open", _("Sedang dipilih")
        WAITING = "waiting", _("Menunggu persetujuan")
        APPROVED = "approved", _("Ditetapkan")

    region = RegionCode(db_index=True)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="selections")
    form = models.CharField(max_length=20)
    """A code of definitions/grant_forms.yaml whose recipients get money."""
    title = models.CharField(max_length=150)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, null=True, related_name="grant_selections")
    version = models.PositiveSmallIntegerField(default=0)
    """How often it was submitted."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "form"], name="grant_option_selected_once"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False, state="approved") | Q(approved_at=None) & ~Q(state="approved"),
                name="grant_selection_approved_with_its_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Candidate(Row):
    """Somebody the study put forward: where they stand, and what people decided and why. Personal data: the decision about them."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="candidates")
    region = RegionCode(db_index=True)
    business = models.ForeignKey(
        Business, on_delete=models.PROTECT, null=True, related_name="grant_candidacies"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, null=True, related_name="grant_candidacies"
    )
    name = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    doubles = models.JSONField(default=list)
    """[why, what, on] of earlier aid on the day it was put forward."""
    amount = models.BigIntegerField()
    chosen = models.BooleanField(null=True)
    """None until somebody decided."""
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)

    paths = _paths("business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(business=None, cooperative__isnull=False) | Q(business__isnull=False, cooperative=None),
                name="grant_candidate_is_one",
            ),
            models.CheckConstraint(condition=Q(chosen=None) | ~Q(reason=""), name="grant_choice_says_why"),
            models.CheckConstraint(condition=Q(amount__gt=0, amount__lte=10**13), name="grant_amount_sane"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Agreement(Row):
    """What was agreed with a chosen recipient (NPHD): the sum, for what, in how many parts. Never changes. Personal data: names."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="agreement")
    region = RegionCode(db_index=True)
    signed_on = models.DateField()
    number = models.CharField(max_length=80)
    """The recipient's or the office's own, as on the signed paper."""
    purpose = models.CharField(max_length=500)
    amount = models.BigIntegerField()
    parts = models.JSONField()
    """[amount, due_on] of each part, adding up to `amount`."""
    our_name = models.CharField(max_length=150)
    our_position = models.CharField(max_length=150)
    their_name = models.CharField(max_length=150)
    their_position = models.CharField(max_length=150)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    paths = _paths("candidate__business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="grant_agreement_numbered"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_agreement_of_money"),
        ]

    def __str__(self) -> str:
        return self.number


class Payment(Row):
    """A part that was paid out, once. `report_due_on`: by when its use is to be told."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="payments")
    region = RegionCode(db_index=True)
    part = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    on = models.DateField()
    reference = models.CharField(max_length=100)
    report_due_on = models.DateField()
    reported_on = models.DateField(null=True)
    """Kept with the report that was accepted: the day it was handed in."""
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150)

    paths = _paths("agreement__candidate__business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "part"], name="grant_part_paid_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_part_of_money"),
        ]


class UseReport(Row):
    """What a part was spent on, with receipts; accepted or returned by somebody else than who wrote it. Personal data: receipts."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu pemeriksaan")
        ACCEPTED = "accepted", _("Diterima")
        RETURNED = "returned", _("Dikembalikan")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="reports")
    region = RegionCode(db_index=True)
    on = models.DateField()
    spent = models.BigIntegerField()
    told = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    checked_by = models.CharField(max_length=150, blank=True)

    paths = _paths("payment__agreement__candidate__business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payment"], condition=~Q(state="returned"), name="grant_part_reported_once"
            ),
            models.CheckConstraint(condition=Q(spent__gte=0), name="grant_spent_not_negative"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(note=""), name="grant_report_returned_says_why"
            ),
        ]


class Receipt(Row):
    """A receipt of a report, sealed as it came. Personal data: all of it."""

    report = models.ForeignKey(UseReport, on_delete=models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=5)
    """image or pdf."""
    original = models.FileField(upload_to="sealed/grants/")
    shown = models.FileField(upload_to="sealed/grants-shown/", blank=True)
    at = models.DateTimeField(default=timezone.now)
