from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.materials.reckoning import Price, Share, share


class Pool(Row):
    """One common order of one raw material: demand is gathered until it closes, then ordered, delivered and paid."""

    class Financing(models.TextChoices):
        BUYERS = "buyers", _("Dibayar pembeli saat diterima")
        COOPERATIVE = "cooperative", _("Ditalangi koperasi")
        SUPERVISED = "supervised", _("Ditalangi pemasok, dibayar dengan pengawasan koperasi")

    region = RegionCode(db_index=True)
    """Whose businesses may join: a city, kecamatan or kelurahan."""
    item = models.CharField(max_length=100)
    unit = models.CharField(max_length=20)
    """Of quantities: kg, litre, piece."""
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, null=True, related_name="pools")
    """Who orders; None where the businesses order at the supplier themselves."""
    supplier = models.CharField(max_length=150, blank=True)
    price = models.BigIntegerField()
    """Rupiah a pack of `per` units."""
    per = models.PositiveIntegerField(default=1)
    retail_price = models.BigIntegerField()
    retail_per = models.PositiveIntegerField(default=1)
    retail_source = models.CharField(max_length=150)
    retail_on = models.DateField()
    financing = models.CharField(max_length=12, choices=Financing.choices)
    closes_on = models.DateField()
    """The last day to join."""
    deliver_by = models.DateField()
    ordered_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gt=0, retail_price__gt=0, per__gt=0, retail_per__gt=0), name="pool_prices_above_zero"
            ),
            models.CheckConstraint(condition=Q(deliver_by__gte=F("closes_on")), name="pool_delivers_after_closing"),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(ordered_on__isnull=False), name="pool_ordered_before_delivery"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancelled_reason="") | Q(delivered_on=None) & ~Q(cancelled_reason=""),
                name="pool_cancelled_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.item

    @property
    def state(self) -> str:
        if self.cancelled_on:
            return "cancelled"
        if self.delivered_on:
            return "delivered"
        return "ordered" if self.ordered_on else "open"

    def share(self, quantity: int) -> Share:
        return share(Price(self.price, self.per), Price(self.retail_price, self.retail_per), quantity)


class Demand(Row):
    """What one business wants of a pool, got of it, and paid."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="demands")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="demands")
    quantity = models.PositiveIntegerField()
    needed_by = models.DateField()
    asked_by = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True)
    received = models.PositiveIntegerField(null=True)
    """Units that came; None until the delivery is noted. What is missing is short."""
    damaged = models.PositiveIntegerField(null=True)
    """Of those that came; not paid for."""
    paid = models.BigIntegerField(null=True)
    paid_on = models.DateField(null=True)
    receipt = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="pool__region", own={"business__owner__user": USER})
    objects = ScopedManager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "business"], condition=Q(withdrawn_at=None), name="demanded_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="demand_above_zero"),
            models.CheckConstraint(
                condition=Q(received=None, damaged=None) | Q(received__lte=F("quantity"), damaged__lte=F("received")),
                name="received_within_demand",
            ),
            models.CheckConstraint(
                condition=Q(paid=None, paid_on=None, receipt="") | Q(paid__gte=0, paid_on__isnull=False, received__isnull=False),
                name="paid_after_delivery",
            ),
        ]  # fmt: skip

    @property
    def good(self) -> int | None:
        return None if self.received is None or self.damaged is None else self.received - self.damaged

    @property
    def short(self) -> int | None:
        return None if self.received is None else self.quantity - self.received

    @property
    def share(self) -> Share:
        """Of what arrived whole; of what was asked for until then."""
        return self.pool.share(self.quantity if self.good is None else self.good)
