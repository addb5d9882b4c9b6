from django.db import models
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.learning.models import Handout
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
    places = models.PositiveIntegerField(null=True)
    """How many mentors may come. Without it nobody registers: the office invites."""
    closes_on = models.DateField(null=True)
    """The last day to register, where there are places."""
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
            ),
            models.CheckConstraint(
                condition=Q(places=None, closes_on=None) | Q(places__gte=1, closes_on__isnull=False),
                name="tot_places_close",
            ),
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


class Request(Row):
    """A mentor asked for a place in a course: has one (then they are a trainee), waits in the order of asking, or stepped back."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="requests")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="tot_requests")
    number = models.PositiveIntegerField()
    """The order of asking, given under the course's lock."""
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)
    placed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    left_by_name = models.CharField(max_length=150, blank=True)
    left_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "mentor"], condition=Q(left_at=None), name="tot_requested_once"
            )
        ]


class CourseMaterial(Handout):
    """What a course is taught with."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="materials")


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
