from django.db import models
from django.utils import timezone

from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class AuditEvent(Row):
    """Who did what to which record. No foreign keys and no personal values: it outlives both."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.CharField(max_length=200)
    """A user's id, or `system: why`."""
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64, db_index=True)
    region = RegionCode(blank=True, db_index=True)
    programme = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    commitment = models.CharField(max_length=64)
    """HMAC over everything above and the digest of what changed."""
    digest = models.CharField(max_length=64, blank=True)
    """Keyed digest of the changed values or of a batch's rows: proves them without holding them."""


class Seal(models.Model):
    """One link of the chain: the event in its place, hashed together with the link before."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    event = models.UUIDField(unique=True)
    hash = models.CharField(max_length=64)


class DailyHead(models.Model):
    """The chain's head at a day's end, signed; printed on official documents."""

    day = models.DateField(primary_key=True)
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
