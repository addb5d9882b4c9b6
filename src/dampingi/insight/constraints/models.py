from django.db import models

from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Publication(Row):
    """One edition of the open table of a city: counted once, kept as it was told. Database triggers refuse to change it.

    Personal data: none; what would point at few is hidden before it is stored.
    """

    region = RegionCode()
    day = models.DateField()
    """How things stood at its end: the last day of a month."""
    number = models.PositiveIntegerField()
    """1, then one more with each correction of the same month."""
    reason = models.TextField(blank=True)
    """Why it was corrected."""
    made_at = models.DateTimeField()
    by = models.CharField(max_length=200)
    data = models.JSONField()
    """Everything published, metadata included: see published.py."""
    sha256 = models.CharField(max_length=64)
    """Of the canonical bytes of `data`, which anyone may download."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "day", "number"], name="publication_numbered"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="publication_corrected_with_reason"
            ),
        ]

    @property
    def edition(self) -> str:
        return f"{self.day:%Y-%m}.{self.number}"
