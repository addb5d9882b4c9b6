from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row


class Commitment(Row):
    """A span of a day that its owner keeps for their own business: once, or every week on that weekday."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="commitments")
    on = models.DateField()
    """The day, or the first of the weekly ones."""
    starts = models.TimeField()
    ends = models.TimeField()
    weekly = models.BooleanField(default=False)
    until = models.DateField(null=True)
    """The last day of a weekly one; None goes on."""
    zone = models.CharField(max_length=40)
    """Of the owner's region: nine o'clock stays nine o'clock there."""
    sealed = models.TextField()
    """Title and note, encrypted; see `sealing`."""
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region=None, own={"user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["user", "on"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="commitment_ends_after_start"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(weekly=True, until__gte=F("on")),
                name="commitment_until_is_weekly",
            ),
        ]


class Habit(Row):
    """A part of a weekday that its owner is busy in every week: the quick pattern, kept and replaced as a whole."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="habits")
    weekday = models.PositiveSmallIntegerField()
    """Monday is 0."""
    starts = models.TimeField()
    ends = models.TimeField()
    zone = models.CharField(max_length=40)

    paths = Paths(region=None, own={"user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "weekday", "starts"], name="habit_once"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts"), weekday__lte=6), name="habit_on_a_weekday"
            ),
        ]


class Calendar(Row):
    """A calendar of its owner elsewhere, of which only busy times are taken: by an address read every day, or once from a file."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Akan dibaca")
        READ = "read", _("Terbaca")
        FAILED = "failed", _("Tidak terbaca")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendars")
    sealed = models.TextField()
    """What its owner calls it and its address, encrypted: whoever knows the address reads the calendar."""
    has_address = models.BooleanField()
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=20, blank=True)
    """A code of `reading.PROBLEMS`. What was read before stays."""
    notes = models.JSONField(default=list)
    """[code, day or null, zone's name] of entries left out or doubtful."""
    entries = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    """The last time it was understood."""
    tried_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    """Busy times are known up to here."""
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region=None, own={"user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["tried_at"], condition=Q(has_address=True), name="calendar_due")]


class CalendarBusy(models.Model):
    """A bare span of somebody's calendar, in UTC. Nothing else of the entry is kept."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="busy")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["calendar", "starts_at"])]
