from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import ProgrammeRow


class Room(Row):
    """A room people meet in, with how many it holds. `region` is whose room it is."""

    region = RegionCode(db_index=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    """Building and street."""
    capacity = models.PositiveIntegerField()
    archived_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="room_holds_someone"),
            models.UniqueConstraint(fields=["region", "name"], name="room_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    COORDINATION = "coordination", _("Rapat koordinasi")
    BRIEFING = "briefing", _("Pembekalan")
    EVALUATION = "evaluation", _("Rapat evaluasi")
    ROADSHOW = "roadshow", _("Kunjungan kecamatan")
    OTHER = "other", _("Pertemuan lain")


class RoadShow(ProgrammeRow):
    """The office visits every kecamatan of a city, one meeting in each, to hear what people wish for."""

    name = models.CharField(max_length=120)
    called_at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.name


class Meeting(ProgrammeRow):
    """People meet at a time in a room or another place. `sequence` counts its changes, as calendars do."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=150)
    about = models.TextField(blank=True)
    """What will be talked about."""
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="meetings")
    place = models.CharField(max_length=200, blank=True)
    """Where, outside the office's rooms."""
    online = models.URLField(max_length=300, blank=True)
    crowded_reason = models.CharField(max_length=300, blank=True)
    """Why the room will do for more than it holds."""
    roadshow = models.ForeignKey(RoadShow, on_delete=models.PROTECT, null=True, related_name="stops")
    called_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    change_reason = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)

    paths = Paths(region="region", programme="programme", own={"invitees__user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["room", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start")
        ]

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def where(self) -> str:
        room = f"{self.room.name}, {self.room.place}".rstrip(", ") if self.room else ""
        return room or self.place or self.online


class Answer(models.TextChoices):
    YES = "yes", pgettext_lazy("invitation", "Hadir")
    MAYBE = "maybe", pgettext_lazy("invitation", "Mungkin")
    NO = "no", _("Tidak dapat hadir")


class Invitee(Row):
    """Somebody asked to a meeting. An invitation taken back stays, so that their calendar can say so."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="meeting_invitations")
    required = models.BooleanField()
    invited_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=5, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    changes = models.PositiveIntegerField(default=0)
    """How often it was answered: a link in the wrong hands does not write for ever."""
    link = models.PositiveIntegerField(default=1)
    """Raised to make the links sent so far lead nowhere."""
    sequence = models.PositiveIntegerField(default=0)
    """Taken back, asked again: what a calendar counts beside the meeting's own changes."""
    reminded_at = models.DateTimeField(null=True)
    attended_at = models.DateTimeField(null=True)
    attended_how = models.CharField(max_length=4, blank=True)
    """qr or list."""

    paths = Paths(region="meeting__region", programme="meeting__programme", own={"user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["user", "meeting"])]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="meeting_invited_once")]


class CalendarAddress(Row):
    """The secret address of a person's calendar; the secret itself is not kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_address")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    """When a calendar last fetched it."""


class Guest(Row):
    """Somebody who came without an invitation, by name. `key` is the name as it is compared."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(max_length=150)
    key = models.CharField(max_length=150)
    agency = models.CharField(max_length=150, blank=True)
    attended_at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="meeting_guest_once")]


class Minutes(Row):
    """What was talked about and decided. Each submission is a version; approved, it is closed."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes_of")
    discussion = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    """The last one submitted."""
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    writers = models.JSONField(default=list)
    """Ids of all who wrote in them: none of them approves them."""
    written_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    returned_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(submitted_at__isnull=False),
                name="minutes_approved_once_submitted",
            )
        ]


class ActionItem(Row):
    """What somebody took on at a meeting, until a day."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="action_items")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)
    """What came of it."""
    dropped_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    paths = Paths(region="meeting__region", programme="meeting__programme", own={"owner": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner"], condition=Q(done_at=None, dropped_at=None), name="action_item_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None), name="action_item_done_or_dropped"
            )
        ]
