import datetime

from django.db import models

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.outcomes.documents.models import Document
from dampingi.records.programmes.models import Programme


class Snapshot(Row):
    """The figures of a report as they were at one moment: what is printed, now or in ten years.

    Personal data: names of mentors inside `data`. Database triggers refuse to change a row; `sha256` proves it besides.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    region = RegionCode(db_index=True)
    made_at = models.DateTimeField()
    by = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150, blank=True)
    tells_mentors = models.BooleanField()
    """It names mentors with their results: only for those who may see evaluations."""
    data = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    """Of the canonical bytes of `data`."""
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["programme", "made_at"])]

    @property
    def code(self) -> str:
        return self.document.code

    @property
    def as_of(self) -> datetime.date:
        return datetime.date.fromisoformat(self.data["as_of"])
