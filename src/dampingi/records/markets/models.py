import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode, zone
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business

_CASELOAD = {
    "business__enrolments__caseloads__mentor__user": USER,
    "business__enrolments__caseloads__ends_on": None,
    "business__enrolments__business_until": None,
}
_OWN = {"business__owner__user": USER}


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Senin")
    TUESDAY = 1, _("Selasa")
    WEDNESDAY = 2, _("Rabu")
    THURSDAY = 3, _("Kamis")
    FRIDAY = 4, _("Jumat")
    SATURDAY = 5, _("Sabtu")
    SUNDAY = 6, _("Minggu")


class Point(Row):
    """A place where businesses sell on one weekday of a season (titik pemasaran)."""

    region = RegionCode(db_index=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()
    season_from = models.DateField()
    season_to = models.DateField()
    fee = models.BigIntegerField(default=0)
    """Rupiah for a stall and day, where the stall says nothing else."""
    most_of_a_kind = models.PositiveSmallIntegerField(null=True)
    """Stalls that may sell the same kind of goods."""
    notice_days = models.PositiveSmallIntegerField(default=2)
    """Until so many days before, who cannot come gives the stall back without a mark."""
    keeper = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    """Who notes at the place who came."""
    closed_at = models.DateTimeField(null=True)
    close_reason = models.TextField(blank=True)

    paths = Paths(region="region", addressed={"keeper": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="point_closes_after_opening"),
            models.CheckConstraint(condition=Q(season_to__gte=F("season_from")), name="point_season_ends_later"),
            models.CheckConstraint(condition=Q(fee__gte=0), name="point_fee_not_negative"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Stall(Row):
    """A numbered place at a point; retired, it is given to nobody any more."""

    class Kind(models.TextChoices):
        TABLE = "table", _("Meja")
        TENT = "tent", _("Tenda")
        CART = "cart", _("Gerobak")
        KIOSK = "kiosk", _("Kios")

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="stalls")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.TABLE)
    fee = models.BigIntegerField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "number"], name="stall_numbered"),
            models.CheckConstraint(condition=Q(fee=None) | Q(fee__gte=0), name="stall_fee_not_negative"),
        ]


class Seller(Row):
    """A business that wants a stall, and how far it is ready (see `readiness`)."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="selling")
    region = RegionCode(db_index=True)
    goods = models.CharField(max_length=12)
    """A code of definitions/market_goods.yaml."""
    days = models.JSONField(default=list)
    """Weekdays on which it can, 0 Monday."""
    most = models.PositiveSmallIntegerField(default=2)
    """Turns it takes at most in one rota."""
    pirt = models.CharField(max_length=30, blank=True)
    shown = models.BooleanField(default=False)
    """Its name may stand on the public page."""
    photo_on = models.DateField(null=True)
    """When somebody other than its owner saw a photo of the product."""
    photo_by_name = models.CharField(max_length=150, blank=True)
    since = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    paths = Paths(region="region", caseload=_CASELOAD, own=_OWN)
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business"], condition=Q(withdrawn_at=None), name="seller_once_a_business"
            )
        ]


class Rota(Row):
    """Who stands where between two days, as the engine shared it out; published, it gives the turns."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        PUBLISHED = "published", _("Terbit")
        DISCARDED = "discarded", _("Dibuang")

    region = RegionCode(db_index=True)
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    body = models.JSONField()
    """See sharing.py. Frozen."""
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by_name = models.CharField(max_length=150)
    published_at = models.DateTimeField(null=True)
    published_by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="rota_ends_later")]


class Turn(Row):
    """A stall on a day, given to a business. Given back or swapped, it stays as what it was."""

    class State(models.TextChoices):
        GIVEN = "given", _("Terjadwal")
        ATTENDED = "attended", _("Hadir")
        ABSENT = "absent", _("Tidak hadir")
        EXCUSED = "excused", _("Berhalangan")
        RELEASED = "released", _("Dikembalikan")
        SWAPPED = "swapped", _("Ditukar")

    HELD = (State.GIVEN, State.ATTENDED, State.ABSENT, State.EXCUSED)

    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, null=True, related_name="turns")
    """None where the business took a free stall itself."""
    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="turns")
    day = models.DateField(db_index=True)
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="market_turns")
    region = RegionCode(db_index=True)
    """The business's."""
    goods = models.CharField(max_length=12)
    shown = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.GIVEN)
    reason = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField(null=True)
    noted_by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", caseload=_CASELOAD, own=_OWN, addressed={"stall__point__keeper": USER})
    objects = ScopedManager()

    @property
    def starts_at(self) -> datetime.datetime:
        point = self.stall.point
        return datetime.datetime.combine(self.day, point.opens, zone(point.region))

    @property
    def ends_at(self) -> datetime.datetime:
        point = self.stall.point
        return datetime.datetime.combine(self.day, point.closes, zone(point.region))

    @property
    def fee(self) -> int:
        return self.stall.point.fee if self.stall.fee is None else self.stall.fee

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stall", "day"], condition=Q(state__in=["given", "attended", "absent", "excused"]), name="turn_stall_given_once"
            ),
            models.UniqueConstraint(
                fields=["business", "day"], condition=Q(state__in=["given", "attended", "absent", "excused"]), name="turn_one_place_a_day"
            ),
        ]  # fmt: skip


class Swap(Row):
    """One business asks another to exchange stall and day."""

    class State(models.TextChoices):
        ASKED = "asked", _("Menunggu jawaban")
        ACCEPTED = "accepted", _("Disetujui")
        REFUSED = "refused", _("Ditolak")
        FORBIDDEN = "forbidden", _("Dilarang penyelenggara")
        WITHDRAWN = "withdrawn", _("Ditarik")

    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="swaps")
    wanted = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="wanted_by")
    region = RegionCode(db_index=True)
    """The market's."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    paths = Paths(region="region", own={"wanted__business__owner__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["turn"], condition=Q(state="asked"), name="swap_asked_once"),
        ]


class Sale(Row):
    """What a business sold on a turn; a correction is the next number, and the earlier ones stay."""

    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="sales")
    number = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    """Rupiah of the day."""
    best = models.CharField(max_length=80, blank=True)
    """What sold best, in the seller's words."""
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["turn", "number"], name="sale_numbered"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="sale_not_negative"),
        ]
