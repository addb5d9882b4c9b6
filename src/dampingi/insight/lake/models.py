from django.db import models
from django.utils import timezone

from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class LakeEdition(Row):
    """An edition of a place's facts that was written to a lake, or of an office's extract for linking. Never changed.

    Personal data: none; the files hold pseudonyms, and this row only how many.
    """

    target = models.CharField(max_length=300)
    """The folder or bucket."""
    place = models.CharField(max_length=5)
    region = RegionCode()
    """The place as a region: '' for what lies in none."""
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    """The moment it tells of."""
    made_at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
    rows = models.BigIntegerField()
    bytes = models.BigIntegerField()
    written = models.BigIntegerField()
    """Rows that had to be written again, of all places published together with it."""
    sha256 = models.CharField(max_length=64)
    """Of the edition's file."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "place", "seq"], name="lake_edition_numbered_once")
        ]
