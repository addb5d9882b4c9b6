from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.models.paths import paths_of_mentor
from dampingi.records.programmes.models import Enrolment, Mentor, ProgrammeRow, enrolment_paths


class Visit(ProgrammeRow):
    """A mentor met a participant. Immutable as captured; corrections are revisions."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="visits")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(db_index=True)
    minutes = models.PositiveIntegerField()
    topic = models.CharField(max_length=40)
    """A code of definitions/topics.yaml."""
    advice = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    photo = models.FileField(upload_to="visits/", blank=True)
    """The re-encoded copy, without position or camera data."""
    photo_original = models.FileField(upload_to="sealed/visits/", blank=True)
    """As it came, encrypted; never served."""
    hash = models.CharField(max_length=64)
    """Of the body as captured: the same id with another body is a conflict."""
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)
    """Taken back with the batch it came in; counts for nothing."""

    paths = paths_of_mentor()
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=600), name="visit_minutes_plausible"
            )
        ]


class Promise(ProgrammeRow):
    """A day on which a participant was promised a visit: said at a visit, or when an earlier promise was put off.

    Rows never change: whether it was kept, put off or missed is read from what happened since (`queries.promises`).
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="promises")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="promises")
    """Who promised; who was to keep it is who held the caseload on the day."""
    since = models.DateField()
    """The first day on which a visit keeps it."""
    day = models.DateField()
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="promises")
    """At which it was said; of one that was put off, that of the first."""
    moved_from = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="moved_to")
    reason = models.CharField(max_length=20, blank=True)
    """Why the earlier one was put off: a code of definitions/put_off.yaml."""
    note = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "day"])]
        constraints = [
            models.CheckConstraint(condition=Q(day__gte=F("since")), name="promise_lies_ahead"),
            models.CheckConstraint(
                condition=Q(moved_from=None, reason="") | (Q(moved_from__isnull=False) & ~Q(reason="")),
                name="promise_put_off_says_why",
            ),
        ]
