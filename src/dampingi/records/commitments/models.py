from django.db import models
from django.db.models import F, Q
from django.utils import timezone

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
