import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode, zone
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.clinic.overlaps import Span
from dampingi.records.programmes.models import Mentor

_CASELOAD = {
    "enrolments__caseloads__mentor__user": USER,
    "enrolments__caseloads__ends_on": None,
    "enrolments__business_until": None,
}


class Channel(models.TextChoices):
    PERSON = "person", _("Tatap muka")
    PHONE = "phone", _("Telepon")
    ONLINE = "online", _("Daring")


class Slot(Row):
    """A time at which someone advises on a field; open to the businesses of its region."""

    region = RegionCode(db_index=True)
    field = models.CharField(max_length=20)
    """A code of definitions/constraint_fields.yaml."""
    on = models.DateField(db_index=True)
    starts = models.TimeField()
    minutes = models.PositiveIntegerField()
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.PERSON)
    place = models.CharField(max_length=150, blank=True)
    """Empty where nobody goes anywhere."""
    link = models.URLField(max_length=300, blank=True)
    """Of the online room; shown to who is booked and to those who keep the clinic."""
    adviser = models.CharField(max_length=150)
    """As everybody reads it; a guest has nothing else."""
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, null=True, related_name="slots")
    """The appointment of a consultant or mentor, so that what they did in the clinic counts for them."""
    capacity = models.PositiveIntegerField()
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    paths = Paths(
        region="region",
        caseload={f"bookings__business__{k}": v for k, v in _CASELOAD.items()},
        own={"bookings__business__owner__user": USER},
    )
    objects = ScopedManager()

    @property
    def starts_at(self) -> datetime.datetime:
        return datetime.datetime.combine(self.on, self.starts, zone(self.region))

    @property
    def where(self) -> str:
        return self.place or str(self.get_channel_display())

    @property
    def span(self) -> Span:
        return Span(self.on, self.starts, self.minutes)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="slot_holds_someone"),
            models.CheckConstraint(
                condition=~Q(channel="online") | ~Q(link=""), name="online_slot_has_a_link"
            ),
        ]


class Booking(Row):
    """A business asked to the clinic about a field; without a slot it waits for one."""

    class State(models.TextChoices):
        BOOKED = "booked", _("Terjadwal")
        WAITING = "waiting", _("Menunggu tempat")
        ATTENDED = "attended", _("Datang")
        ABSENT = "absent", _("Tidak datang")
        CANCELLED = "cancelled", _("Dibatalkan")
        UNNOTED = "unnoted", _("Hasil belum dicatat")
        """Over, and the business asked again before anybody wrote down what it came to."""

    batch = models.UUIDField(db_index=True)
    """Those booked in one go."""
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, null=True, related_name="bookings")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="bookings")
    region = RegionCode(db_index=True)
    """The business's."""
    field = models.CharField(max_length=20)
    constraint = models.ForeignKey(Constraint, on_delete=models.SET_NULL, null=True, related_name="bookings")
    """What it is for, where one is on record."""
    state = models.CharField(max_length=10, choices=State.choices)
    wish = models.TextField(blank=True)
    """What its owner wants to talk about."""
    result = models.TextField(blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(
        region="region",
        caseload={f"business__{k}": v for k, v in _CASELOAD.items()},
        own={"business__owner__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "field"],
                condition=Q(state__in=["booked", "waiting"]),
                name="booked_once_a_field",
            ),
            models.CheckConstraint(
                condition=Q(slot=None, state__in=["waiting", "cancelled"])
                | Q(slot__isnull=False) & ~Q(state="waiting"),
                name="booking_waits_or_has_a_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["field", "region"], condition=Q(state="waiting"), name="booking_waiting")
        ]
