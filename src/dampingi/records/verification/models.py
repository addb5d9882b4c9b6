from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business


class LookRequest(Row):
    """The office asks that somebody looks at a business; answered by any look after it. No personal data."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="look_requests")
    note = models.CharField(max_length=300, blank=True)
    """What to look at."""
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    paths = Paths(region="business__region")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["business", "at"])]
