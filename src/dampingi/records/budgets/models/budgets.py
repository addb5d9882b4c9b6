from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Purpose(models.TextChoices):
    SUBSIDY = "interest_subsidy", _("Subsidi bunga")
    GRANTS = "grants", _("Hibah")
    EQUIPMENT = "equipment", _("Bantuan alat")
    OTHER = "other", _("Kegiatan lain")


class Budget(Row):
    """What an office may spend on one purpose in one year. Its money stands in the accounts of the ledger. Personal data: none."""

    region = RegionCode(db_index=True)
    year = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose.choices)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "purpose"], name="budget_once"),
            models.CheckConstraint(condition=Q(year__gte=2015, year__lte=2100), name="budget_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.year}"


class Decree(Row):
    """A decision that gives, cuts or shifts budget; it moves money once somebody else approved it. Personal data: who proposed it."""

    class Kind(models.TextChoices):
        ALLOT = "allot", _("Penetapan pagu")
        CUT = "cut", _("Pengurangan pagu")
        SHIFT = "shift", _("Pergeseran pagu")

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        RETURNED = "returned", _("Dikembalikan")

    region = RegionCode(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="decrees")
    to = models.ForeignKey(Budget, models.PROTECT, related_name="decrees_to", null=True)
    """Where a shift goes."""
    amount = models.BigIntegerField()
    number = models.CharField(max_length=100)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "kind", "number"], condition=~Q(state="returned"), name="budget_decree_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_decree_of_money"),
            models.CheckConstraint(
                condition=Q(kind="shift", to__isnull=False) & ~Q(to=F("budget")) | ~Q(kind="shift") & Q(to=None),
                name="budget_decree_shifts_elsewhere",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
