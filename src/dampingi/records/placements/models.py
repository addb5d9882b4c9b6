from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.engines.consignment import WHOLE, Stand
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.catalogue.models import MOST_RUPIAH, Product
from dampingi.records.partners.models import MEMBER, Partner


def _paths(path: str) -> Paths:
    return Paths(region=f"{path}region", addressed={f"{path}partner__{k}": v for k, v in MEMBER.items()})


class Placement(Row):
    """Products of small businesses left with a partner for sale (titip jual), at the partner's share of each sale."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="placements")
    region = RegionCode(db_index=True)
    share = models.PositiveIntegerField()
    """The partner's, in hundredths of a percent."""
    began_on = models.DateField()
    place = models.CharField(max_length=120)
    """Where the goods stand: a shelf in the lobby, the canteen."""
    ended_on = models.DateField(null=True)
    opened_at = models.DateTimeField(default=timezone.now)

    paths = _paths("")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__lte=WHOLE), name="placement_share_is_a_share"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")), name="placement_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.place}"


class Line(Row):
    """One product on a partner's shelf, with its counts; the database keeps delivered >= sold + returned and sold >= settled."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="placed")
    price = models.BigIntegerField()
    """What the buyer pays for a piece; as agreed when it was put on the list."""
    wanted = models.BooleanField(null=True)
    """What the owner said about it standing there; None while the owner said nothing."""
    answered_at = models.DateTimeField(null=True)
    delivered = models.PositiveIntegerField(default=0)
    sold = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)

    paths = Paths(
        region="placement__region",
        addressed={f"placement__partner__{k}": v for k, v in MEMBER.items()},
        own={"product__business__owner__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "product"], name="placement_line_once"),
            models.CheckConstraint(
                condition=Q(delivered__gte=F("sold") + F("returned")), name="placement_sells_what_was_delivered"
            ),
            models.CheckConstraint(condition=Q(sold__gte=F("settled")), name="placement_settles_what_was_sold"),
            models.CheckConstraint(condition=Q(price__gt=0, price__lte=MOST_RUPIAH), name="placement_price_is_sane"),
        ]  # fmt: skip

    @property
    def stand(self) -> Stand:
        return Stand(self.delivered, self.sold, self.returned, self.settled)


class Delivery(Row):
    """Goods brought on one day, with their note; the partner says that they came, or what is wrong."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="deliveries")
    number = models.PositiveIntegerField()
    on = models.DateField()
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=150, blank=True)
    disputed = models.CharField(max_length=300, blank=True)
    """What the partner says is wrong; empty while it says nothing, or all is well."""

    paths = _paths("placement__")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "number"], name="placement_delivery_numbered_once")
        ]


class Movement(Row):
    """Pieces that came, were sold or went back. Nothing is changed afterwards: a mistake is cancelled and said anew."""

    class Kind(models.TextChoices):
        DELIVERED = "delivered", _("Dikirim")
        SOLD = "sold", _("Terjual")
        RETURNED = "returned", _("Dikembalikan")

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="movements")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="movements")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    pieces = models.PositiveIntegerField()
    on = models.DateField()
    batch = models.UUIDField()
    """Made by the form: the same one sent twice counts once."""
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True)

    paths = Paths(
        region="line__placement__region",
        addressed={f"line__placement__partner__{k}": v for k, v in MEMBER.items()},
    )
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["kind", "on"], name="placement_movement_day")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line", "kind"], name="placement_movement_once"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="placement_moves_something"),
        ]  # fmt: skip


class PassedOn(Row):
    """The money of one line of a settlement, given to the business's owner. A mistake is cancelled and noted anew."""

    settlement = models.ForeignKey("placements.Settlement", on_delete=models.PROTECT, related_name="passed")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="passed")
    amount = models.BigIntegerField()
    on = models.DateField()
    receipt = models.CharField(max_length=40)
    """The number of the receipt or of the transfer."""
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True)

    paths = _paths("settlement__placement__")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "line"], condition=Q(cancelled_at=None), name="placement_passed_on_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="placement_passes_something"),
        ]


class Settlement(Row):
    """What the partner owes for what it sold since the last one, frozen when it was worked out."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu persetujuan mitra")
        AGREED = "agreed", _("Disetujui, belum dibayar")
        PAID = "paid", _("Lunas")
        DISPUTED = "disputed", _("Ditolak mitra")

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="settlements")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    gross = models.BigIntegerField()
    share = models.BigIntegerField()
    net = models.BigIntegerField()
    """What goes to the businesses: gross = share + net."""
    lines = models.JSONField()
    """[{line, product, business, price, pieces, gross, share, net}] as they were."""
    sha256 = models.CharField(max_length=64)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True)
    paid_noted_by = models.CharField(max_length=150, blank=True)

    paths = _paths("placement__")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "number"], name="placement_settlement_numbered_once"),
            models.UniqueConstraint(
                fields=["placement"], condition=Q(state="proposed"), name="placement_settlement_one_open"
            ),
            models.CheckConstraint(condition=Q(gross=F("share") + F("net"), gross__gt=0), name="placement_adds_up"),
        ]  # fmt: skip
