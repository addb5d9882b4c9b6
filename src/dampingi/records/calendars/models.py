import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row

EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


class Kind(models.TextChoices):
    HOLIDAY = "holiday", _("Hari libur")
    PRAYER = "prayer", _("Ibadah")
    MARKET = "market", _("Hari pasar")
    HOURS = "hours", _("Jam kerja khusus")
    OTHER = "other", _("Waktu lain")


class OfficeTime(Row):
    """When an office plans nothing, or rather not: from `first` to `last`, on the weekdays named, all day or from `starts` to `ends`.

    Of kind `hours` it is when the office works on those days; what lies outside is closed. Times are of the region's zone.
    """

    region = RegionCode(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=100)
    first = models.DateField()
    last = models.DateField()
    weekdays = models.CharField(max_length=7, blank=True)
    """Digits, 0 Monday to 6 Sunday; '' every day."""
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    closed = models.BooleanField(default=True)
    """False: meetings may be held then, but better not."""
    code = models.CharField(max_length=20, blank=True)
    """Of definitions/office_times.yaml, where it was taken over from there."""
    made_at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)
    archived_at = models.DateTimeField(null=True)
    archived_by_name = models.CharField(max_length=150, blank=True)
    archive_reason = models.CharField(max_length=300, blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "last"])]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="office_time_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None) | Q(starts__isnull=False, ends__gt=F("starts")),
                name="office_time_has_both_hours_or_none",
            ),
            models.CheckConstraint(
                condition=~Q(kind="hours") | Q(starts__isnull=False, closed=True), name="office_hours_have_hours"
            ),
            models.UniqueConstraint(
                fields=["region", "name", "first", "last", "weekdays"],
                condition=Q(archived_at=None, starts=None),
                name="office_day_once",
            ),
            models.UniqueConstraint(
                fields=["region", "name", "first", "last", "weekdays", "starts"],
                condition=Q(archived_at=None, starts__isnull=False),
                name="office_time_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def same(self) -> tuple[object, ...]:
        """Two of one region that stand at once differ in this."""
        return (self.name, self.first, self.last, self.weekdays, self.starts)
