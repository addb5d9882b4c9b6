from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Programme, ProgrammeRow


class SavedView(ProgrammeRow):
    """A question somebody wants to ask again: an address of the dashboard with a name. It holds no figures; opening it asks anew."""

    owner = models.UUIDField()
    owner_name = models.CharField(max_length=150)
    name = models.CharField(max_length=80)
    route = models.CharField(max_length=20)
    """See saved.ROUTES."""
    query = models.CharField(max_length=600)
    shared = models.BooleanField(default=False)
    """With everybody who may see the dashboard of its region."""
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_named_once")]


class FigureEdition(Row):
    """A programme's figures as they were told to everyone: counted once, rounded before they are stored. Triggers refuse to change it.

    Personal data: none; figures of the whole programme only, and none that rests on few.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    region = RegionCode()
    day = models.DateField()
    """How things stood at its end: the last day of a month."""
    number = models.PositiveIntegerField()
    """1, then one more with each correction of the same month."""
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
    data = models.JSONField()
    """See editions.py."""
    sha256 = models.CharField(max_length=64)
    """Of the canonical bytes of `data`, which anyone may download."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "day", "number"], name="figure_edition_numbered"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""),
                name="figure_edition_corrected_with_reason",
            ),
        ]

    @property
    def edition(self) -> str:
        return f"{self.day:%Y-%m}.{self.number}"
