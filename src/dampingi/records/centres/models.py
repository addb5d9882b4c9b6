import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business

_CASELOAD = {
    "business__enrolments__caseloads__mentor__user": USER,
    "business__enrolments__caseloads__ends_on": None,
    "business__enrolments__business_until": None,
}
_OWN = {"business__owner__user": USER}


class Centre(Row):
    """A building with units for small businesses and rooms they share (sentra)."""

    region = RegionCode(db_index=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200)

    paths = Paths(region="region")
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.name


class Unit(Row):
    """What one business occupies; retired, it counts no more from that day on."""

    class Kind(models.TextChoices):
        KIOSK = "kiosk", _("Kios")
        STALL = "stall", _("Los")
        WORKSHOP = "workshop", _("Ruang produksi")
        OFFICE = "office", _("Kantor")

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="units")
    region = RegionCode(db_index=True)
    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    area = models.PositiveIntegerField(null=True)
    """Square metres."""
    fee = models.BigIntegerField(default=0)
    """Rupiah a month."""
    since = models.DateField()
    retired_on = models.DateField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="unit_code_once"),
            models.CheckConstraint(condition=Q(fee__gte=0), name="unit_fee_not_negative"),
        ]


class Occupancy(Row):
    """A business in a unit by contract; it left on `left_on`, or stays until the contract ends."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="occupancies")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="occupancies")
    region = RegionCode(db_index=True)
    """The unit's."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    fee = models.BigIntegerField()
    left_on = models.DateField(null=True)
    leave_reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="region", caseload=_CASELOAD, own=_OWN)
    objects = ScopedManager()

    @property
    def until(self) -> datetime.date:
        """The last day in the unit, as far as is known."""
        return self.ends_on if self.left_on is None else min(self.left_on, self.ends_on)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="occupancy_ends_later"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("starts_on")), name="occupancy_left_after_coming"
            ),
            models.CheckConstraint(condition=Q(fee__gte=0), name="occupancy_fee_not_negative"),
        ]


class Condition(Row):
    """A unit as somebody found it on a day."""

    class Level(models.TextChoices):
        GOOD = "good", _("Baik")
        LIGHT = "light", _("Rusak ringan")
        HEAVY = "heavy", _("Rusak berat")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="conditions")
    on = models.DateField()
    level = models.CharField(max_length=5, choices=Level.choices)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150)


class Repair(Row):
    """An item of the renovation plan: what, by when, what it should cost and what it cost."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Direncanakan")
        RUNNING = "running", _("Dikerjakan")
        DONE = "done", _("Selesai")
        DROPPED = "dropped", _("Batal")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="repairs")
    region = RegionCode(db_index=True)
    what = models.CharField(max_length=200)
    estimate = models.BigIntegerField()
    cost = models.BigIntegerField(null=True)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(estimate__gte=0) & (Q(cost=None) | Q(cost__gte=0)), name="repair_money_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(cost__isnull=False), name="repair_done_has_a_cost"
            ),
        ]  # fmt: skip


class Picture(Row):
    """A photo of a condition, or of a repair before or after it. The original is sealed and never served."""

    class Role(models.TextChoices):
        CONDITION = "condition", _("Kondisi")
        BEFORE = "before", _("Sebelum")
        AFTER = "after", _("Sesudah")

    region = RegionCode(db_index=True)
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, null=True, related_name="pictures")
    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, null=True, related_name="pictures")
    role = models.CharField(max_length=9, choices=Role.choices)
    photo = models.FileField(upload_to="centres/")
    photo_original = models.FileField(upload_to="sealed/centres/")
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(condition__isnull=False, repair=None, role="condition")
                | Q(condition=None, repair__isnull=False, role__in=["before", "after"]),
                name="picture_of_one_thing",
            )
        ]


class SharedRoom(Row):
    """A room of a centre that businesses book by the hour."""

    class Use(models.TextChoices):
        LIVE = "live", _("Jualan daring")
        CLINIC = "clinic", _("Meja klinik")

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="rooms")
    region = RegionCode(db_index=True)
    name = models.CharField(max_length=80)
    use = models.CharField(max_length=6, choices=Use.choices)
    opens = models.TimeField()
    closes = models.TimeField()
    closed_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="shared_room_named_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="shared_room_closes_later"),
        ]


class RoomHour(Row):
    """One hour of a shared room, booked by a business; given back, it is free again."""

    room = models.ForeignKey(SharedRoom, on_delete=models.PROTECT, related_name="hours")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="room_hours")
    region = RegionCode(db_index=True)
    """The business's."""
    day = models.DateField()
    starts = models.TimeField()
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150)
    given_back_at = models.DateTimeField(null=True)

    paths = Paths(region="region", caseload=_CASELOAD, own=_OWN)
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "day", "starts"], condition=Q(given_back_at=None), name="room_hour_booked_once"
            ),
            models.UniqueConstraint(
                fields=["business", "day", "starts"], condition=Q(given_back_at=None), name="room_hour_one_place"
            ),
        ]  # fmt: skip
