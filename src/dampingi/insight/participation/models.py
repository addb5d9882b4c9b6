from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class RiskModel(Row):
    """One trial of the early warning over a region's programmes, kept as it came out; never changed. Holds no participant."""

    region = RegionCode(db_index=True)
    number = models.PositiveIntegerField()
    fitted_at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    """Of the days on which participants were looked at; None where there was nothing to look at."""
    body = models.JSONField()
    """Everything told about it: see keeping.py."""
    data_hash = models.CharField(max_length=64)
    """Of the rows it was fitted and tried on."""
    sha256 = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="risk_model_numbered")]

    @property
    def usable(self) -> bool:
        return not self.body["faults"]


class Switch(Row):
    """Someone let a model speak, or no longer. The latest of a region holds."""

    region = RegionCode(db_index=True)
    model = models.ForeignKey(RiskModel, on_delete=models.PROTECT, related_name="switches")
    on = models.BooleanField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
