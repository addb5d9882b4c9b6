import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business
from dampingi.records.partners.models import Partner

MOST_RUPIAH = 10**13
_CASELOAD = {
    "business__enrolments__caseloads__mentor__user": USER,
    "business__enrolments__caseloads__ends_on": None,
    "business__enrolments__business_until": None,
}


class Intervention(Row):
    """Something done for the marketing of several businesses at once (intervensi pemasaran): a fair, a training, photos, a channel."""

    class Kind(models.TextChoices):
        FAIR = "fair", _("Pameran atau bazar")
        TRAINING = "training", _("Pelatihan pemasaran")
        PHOTO = "photo", _("Foto dan kemasan")
        CHANNEL = "channel", _("Saluran penjualan baru")
        EVENT = "event", _("Acara lain")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=120)
    region = RegionCode(db_index=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="interventions")
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="intervention_ends_later")
        ]

    def __str__(self) -> str:
        return self.title


class Taker(Row):
    """A business that took part. Its turnover before and after is asked of it, month against month."""

    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="takers")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="interventions")
    region = RegionCode(db_index=True)
    """The business's."""
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(max_length=300, blank=True)

    paths = Paths(region="region", caseload=_CASELOAD, own={"business__owner__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "business"], condition=Q(left_at=None), name="taker_once"
            )
        ]


class Turnover(Row):
    """What a business says it sold in a month before or after; a correction is the next number, and the earlier ones stay."""

    class Side(models.TextChoices):
        BEFORE = "before", _("Sebelum")
        AFTER = "after", _("Sesudah")

    class Paper(models.TextChoices):
        BOOK = "book", _("Buku catatan penjualan")
        RECEIPTS = "receipts", _("Nota atau rekening")
        APP = "app", _("Riwayat di aplikasi penjualan")

    taker = models.ForeignKey(Taker, on_delete=models.PROTECT, related_name="turnovers")
    side = models.CharField(max_length=6, choices=Side.choices)
    number = models.PositiveSmallIntegerField()
    month = models.DateField()
    """Its first day: a whole month."""
    amount = models.BigIntegerField()
    """Rupiah."""
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    paper = models.CharField(max_length=8, choices=Paper.choices, blank=True)
    """What somebody else compared it with; empty while it is only what was said."""
    checked_by_name = models.CharField(max_length=150, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["taker", "side", "number"], name="turnover_numbered"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=MOST_RUPIAH), name="turnover_is_sane"
            ),
            models.CheckConstraint(
                condition=Q(paper="", checked_at=None) | (~Q(paper="") & Q(checked_at__isnull=False)),
                name="turnover_checked_against_something",
            ),
        ]


def month_after(day: datetime.date) -> datetime.date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
