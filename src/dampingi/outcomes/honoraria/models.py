from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.outcomes.documents.models import Document
from dampingi.records.programmes.models import Programme


class Bundle(Row):
    """The papers of a programme's honoraria of one month, frozen on the day they were made."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    region = RegionCode(db_index=True)
    month = models.DateField()
    number = models.PositiveIntegerField()
    content = models.JSONField()
    rows_hash = models.CharField(max_length=64)
    """Of its honoraria: made again with the same ones it is this bundle."""
    count = models.PositiveIntegerField()
    gross = models.BigIntegerField()
    tax = models.BigIntegerField()
    due = models.BigIntegerField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="honorarium_bundle")
    by_name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "month", "number"], name="bundle_numbered_once")
        ]
