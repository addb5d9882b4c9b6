from django.db import models
from django.utils import timezone

from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Region(models.Model):
    """A province, kabupaten/kota, kecamatan or kelurahan/desa by its Kemendagri code, while that code was valid."""

    code = RegionCode(primary_key=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=120, db_index=True)
    """The name as compared: see `spelling.key`."""
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    successors = models.JSONField(default=list)
    """Codes that took over when this one ended (pemekaran)."""

    def __str__(self) -> str:
        return self.name


class RegionAlias(Row):
    """Another spelling in use for a region (Maruyung for Meruyung)."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="aliases", db_constraint=False)
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120, db_index=True)
    added_by = models.CharField(max_length=200, blank=True)
    """Who said so, where a person did; '' where it came with the reference data."""
    added_at = models.DateTimeField(default=timezone.now)
