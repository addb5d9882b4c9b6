"""An instrument while it is written: every save is an edition of its own, so that nothing typed is lost and anything can come back."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.insight.evaluation.models import Instrument


class Draft(Row):
    """An office's next version of an instrument, open until it is published or dropped. One at a time."""

    region = RegionCode(db_index=True)
    code = models.CharField(max_length=40)
    base = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="drafts")
    """The version it began from."""
    began_at = models.DateTimeField(default=timezone.now)
    began_by = models.CharField(max_length=150)
    published = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "code"], condition=Q(published=None, dropped_at=None), name="instrument_draft_once"
            )
        ]  # fmt: skip

    @property
    def open(self) -> bool:
        return self.published_id is None and self.dropped_at is None  # type: ignore[attr-defined]


class Edition(Row):
    """The whole definition after one save."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="instrument_edition_once")]
