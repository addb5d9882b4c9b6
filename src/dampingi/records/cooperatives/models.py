from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row

SAVINGS_LOAN = "savings_loan"


class Answer(models.TextChoices):
    """Of what nobody may have looked at yet."""

    UNKNOWN = "", _("Belum diketahui")
    YES = "yes", _("Ya")
    NO = "no", _("Tidak")


class Cooperative(Row):
    """A cooperative with legal standing."""

    name = models.CharField(max_length=150)
    registration = models.CharField(max_length=30, blank=True, db_index=True)
    """Nomor Induk Koperasi, digits as written."""
    legal_number = models.CharField(max_length=60, blank=True)
    legal_on = models.DateField()
    """When it became a legal person."""
    kind = models.CharField(max_length=15)
    """A code of definitions/cooperative_kinds.yaml."""
    sharia = models.BooleanField(default=False)
    members_area = RegionCode()
    """Where its members live: a city's or regency's code, a province's, or '' for several provinces."""
    region = RegionCode(db_index=True)
    """Where its office stands: a kelurahan, or a kecamatan where no more is known."""
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    shop_unit = models.BooleanField(default=False)
    """Runs a shop that micro-businesses can buy from and sell through."""
    digital = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    """Keeps its books and members' accounts in software."""
    transparent = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    """Publishes its accounts to its members."""
    closed_on = models.DateField(null=True)
    noted_at = models.DateTimeField(default=timezone.now)
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, related_name="+")
    """The list it came with; None where it was typed."""
    archived_at = models.DateTimeField(null=True)
    """Taken back with its list, before anything rested on it."""

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=~Q(registration="") & Q(archived_at=None),
                name="cooperative_registered_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SAVINGS_LOAN, shop_unit=True), name="savings_and_loan_runs_no_shop"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BookYear(Row):
    """A cooperative's year as reported to its members. Rupiah; the surplus may be a loss."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    meeting_on = models.DateField(null=True)
    """The annual members' meeting (RAT) on this year; None while it was not held."""
    members_men = models.PositiveIntegerField()
    members_women = models.PositiveIntegerField()
    assets = models.BigIntegerField()
    equity = models.BigIntegerField()
    loans = models.BigIntegerField(default=0)
    """Outstanding to members."""
    turnover = models.BigIntegerField()
    surplus = models.BigIntegerField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "year"], name="book_year_once")]

    @property
    def members(self) -> int:
        return self.members_men + self.members_women
