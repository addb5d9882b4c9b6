"""The event at which mentors present: its agenda, who sits where, what was asked and answered, and who was there.

Personal data: mentors' names, what was said of their work; panel members' names and attendance.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.insight.evaluation.models import Evaluation, Subject
from dampingi.records.programmes.models import Programme


class Event(Row):
    """Days on which mentors of one or more evaluations present, in one room or several at once."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="hearings")
    region = RegionCode(db_index=True)
    name = models.CharField(max_length=120)
    evaluations = models.ManyToManyField(Evaluation, related_name="hearings")
    days = models.JSONField()
    """ISO days."""
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    """Minutes of the day."""
    pauses = models.JSONField(default=list)
    """[[from, to]] in minutes of the day."""
    minutes = models.PositiveSmallIntegerField()
    """Of one presentation with its questions."""
    rooms = models.JSONField()
    """Their names."""
    least = models.PositiveSmallIntegerField()
    """Raters before each mentor."""
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    announced_at = models.DateTimeField(null=True)

    paths = Paths(
        region="region",
        programme="programme",
        event={"attendees__user": USER},
        own={"talks__subject__mentor__user": USER, "announced_at__isnull": False},
    )
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.name


class Attendee(Row):
    """A panel member of the event, with the mandate they have there."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendees")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=120)
    mandate = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="attendee_once")]


class Talk(Row):
    """One mentor's presentation."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Dijadwalkan")
        HELD = "held", _("Sudah presentasi")
        ABSENT = "absent", _("Tidak hadir")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="talks")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="talks")
    on = models.DateField()
    minute = models.PositiveSmallIntegerField()
    block = models.PositiveSmallIntegerField(default=0)
    room = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    why = models.CharField(max_length=300, blank=True)
    """Why the mentor was absent."""
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "subject"], name="talk_once"),
            models.UniqueConstraint(fields=["event", "on", "minute", "room"], name="talk_slot_once"),
            models.CheckConstraint(condition=~Q(state="absent") | ~Q(why=""), name="talk_absence_says_why"),
        ]


class Seat(Row):
    """A rater before whom a mentor presents; whether they were there."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "user"], name="seat_once")]


class Question(Row):
    """One of the three questions a talk opens with, drawn from the frozen evidence, and the answer as noted."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=40)
    """Which published rule it was drawn by: see `asking.py`."""
    figures = models.JSONField(default=dict)
    answer = models.TextField(blank=True)
    noted_by = models.CharField(max_length=150, blank=True)
    noted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "number"], name="question_once")]


class Remark(Row):
    """What was said at a talk: another question and its answer, a strength, a challenge or a recommendation."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Pertanyaan dan jawabannya")
        STRENGTH = "strength", _("Kekuatan")
        CHALLENGE = "challenge", _("Tantangan")
        ADVICE = "advice", _("Saran")

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=20, blank=True)
    """What it is about: see `asking.TOPICS`."""
    text = models.TextField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
