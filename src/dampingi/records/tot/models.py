from django.db import models
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Mentor, ProgrammeRow


class Course(ProgrammeRow):
    """A training of trainers: several sessions, one rule for passing."""

    title = models.CharField(max_length=150)
    place = models.CharField(max_length=150, blank=True)
    speaker = models.CharField(max_length=150, blank=True)
    least_share = models.PositiveSmallIntegerField(default=80)
    """Percent of the sessions to be present at."""
    passing = models.PositiveSmallIntegerField(default=70)
    """Points of the test after, 0 to 100."""
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region", programme="programme", own={"trainees__mentor__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least_share__lte=100, passing__lte=100), name="tot_rule_plausible"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Session(Row):
    """One meeting of a course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sessions")
    order = models.PositiveSmallIntegerField()
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    topic = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(null=True)
    """When its attendance was last written."""

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["course", "order"], name="tot_session_order_once")]


class Trainee(Row):
    """A mentor invited to a course, with the tests and, once it is closed, whether they passed."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="trainees")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="trainings")
    pre = models.PositiveSmallIntegerField(null=True)
    post = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(default=0)
    """Sessions present at, as frozen when the course was closed."""
    passed = models.BooleanField(null=True)
    """None while the course is not closed."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "mentor"], name="trainee_once_a_course"),
            models.CheckConstraint(
                condition=(Q(pre=None) | Q(pre__lte=100)) & (Q(post=None) | Q(post__lte=100)),
                name="tot_tests_plausible",
            ),
        ]


class Presence(Row):
    """A trainee was at a session; no row where they were not."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="presences")
    trainee = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="presences")
    at = models.DateTimeField(null=True, default=timezone.now)
    """When it was recorded; None of rows from before this was kept."""
    own = models.BooleanField(default=False)
    """The mentor scanned the code on the screen; else someone kept the list."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "trainee"], name="tot_presence_once")]
