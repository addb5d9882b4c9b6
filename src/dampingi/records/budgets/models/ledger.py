"""The book. A posting moves an amount from one account to another, so no entry can be unbalanced; the database moves the balances itself (triggers.py) and refuses
what would leave an account below zero. Entries and postings are never changed: they are taken back by a reversal, once."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.budgets.models.budgets import Budget

LARGEST = 10**13
"""Rupiah; a sum above this is a slip of the finger."""


class Account(Row):
    """Where a budget's money stands: what was allotted (below zero: the source), what is free, and per subject what is reserved, owed and paid."""

    class Kind(models.TextChoices):
        ALLOTTED = "allotted", _("Pagu")
        FREE = "free", _("Bebas")
        RESERVED = "reserved", _("Dicadangkan")
        OWED = "owed", _("Terutang")
        PAID = "paid", _("Dibayar")

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True)
    balance = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "kind"], condition=Q(subject_id=None), name="budget_account_once"
            ),
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "budget", "kind"], condition=Q(subject_id__isnull=False),
                name="budget_subject_account_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="allotted", balance__lte=0) | ~Q(kind="allotted") & Q(balance__gte=0),
                name="budget_never_exceeded",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["allotted", "free"], subject_id=None, subject_kind="")
                | Q(kind__in=["reserved", "owed", "paid"], subject_id__isnull=False) & ~Q(subject_kind=""),
                name="budget_account_of_whom",
            ),
        ]  # fmt: skip


class Entry(Row):
    """Something that happened to money, with its paper. Personal data: who noted it."""

    class Kind(models.TextChoices):
        ALLOT = "allot", _("Pagu ditetapkan")
        CUT = "cut", _("Pagu dikurangi")
        SHIFT = "shift", _("Pagu digeser")
        RESERVE = "reserve", _("Dicadangkan")
        RELEASE = "release", _("Cadangan dilepas")
        OWE = "owe", _("Menjadi utang")
        PAY = "pay", _("Dibayar")
        CARRY = "carry", _("Dibawa ke tahun lain")
        REVERSE = "reverse", _("Dibalik")

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True)
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=100, blank=True)
    """The paper's number: a decree, an SP2D."""
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=100, unique=True, null=True)
    """Where the same must not be noted twice: what makes it the same."""
    reverses = models.OneToOneField("self", models.PROTECT, related_name="reversal", null=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="budget__region")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["budget", "at"], name="budget_entries_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_entry_of_money"),
            models.CheckConstraint(
                condition=Q(kind="reverse", reverses__isnull=False) | ~Q(kind="reverse") & Q(reverses=None),
                name="budget_reversal_of_something",
            ),
        ]


class Posting(Row):
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    source = models.ForeignKey(Account, models.PROTECT, related_name="out")
    target = models.ForeignKey(Account, models.PROTECT, related_name="into")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_posting_of_money"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="budget_posting_moves"),
        ]
