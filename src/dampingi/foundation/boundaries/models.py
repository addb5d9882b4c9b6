from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row

if TYPE_CHECKING:
    from dampingi.engines.geometry import Plane


class Edition(Row):
    """One loaded boundary file of a region: a draft until adopted; the one adopted last counts, unless undone."""

    region = RegionCode(db_index=True)
    level = models.PositiveSmallIntegerField()
    """Depth of the regions outlined: 4 kelurahan, 3 kecamatan, 2 kabupaten/kota."""
    version = models.PositiveIntegerField(null=True)
    """Counted per region from 1, given at adoption."""
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=200, blank=True)
    """Who made the outlines, as the office states it."""
    longitude = models.FloatField()
    latitude = models.FloatField()
    """The middle of the flat sheet on which the outlines are kept in metres."""
    report = models.JSONField(default=dict)
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.CharField(max_length=200)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "version"], name="one_version_per_region")]

    @property
    def plane(self) -> "Plane":
        from dampingi.engines.geometry import (
            Plane,  # with it comes NumPy: no command waits for it that draws nothing
        )

        return Plane(self.longitude, self.latitude)


class Boundary(Row):
    """The outline of one region in an edition. `shape` and the paths are in metres on the edition's flat sheet."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="boundaries")
    region = RegionCode(db_index=True)
    """'' for an area of the file that is not matched yet."""
    name = models.CharField(max_length=200, blank=True)
    """As the file has it."""
    number = models.PositiveIntegerField(null=True)
    """Its place in the file; none for a wider region joined from those inside."""
    shape = models.BinaryField()
    """WKB."""
    far = models.TextField(blank=True)
    middle = models.TextField(blank=True)
    near = models.TextField(blank=True)
    """SVG path data in three details (engines/geometry)."""
    west = models.IntegerField(default=0)
    north = models.IntegerField(default=0)
    east = models.IntegerField(default=0)
    south = models.IntegerField(default=0)
    label_x = models.IntegerField(default=0)
    label_y = models.IntegerField(default=0)
    area_km2 = models.FloatField(default=0)

    class Meta:
        indexes = [models.Index(fields=["edition", "region"])]
