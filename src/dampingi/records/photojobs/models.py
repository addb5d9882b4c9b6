import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.catalogue.models import Product
from dampingi.records.partners.models import MEMBER, Partner


def _paths(path: str) -> Paths:
    product = Product.paths
    return Paths(
        region=f"{path}product__{product.region}",
        caseload={f"{path}product__{k}": v for k, v in product.caseload.items()},
        own={f"{path}product__{k}": v for k, v in product.own.items()},
        addressed={f"{path}partner__{k}": v for k, v in MEMBER.items()},
    )


class State(models.TextChoices):
    ASKED = "asked", _("Diminta")
    TAKEN = "taken", _("Dijadwalkan")
    HANDED_IN = "handed_in", _("Foto menunggu persetujuan")
    AGAIN = "again", _("Diminta ulang")
    APPROVED = "approved", _("Disetujui")
    DECLINED = "declined", _("Ditolak mitra")
    CANCELLED = "cancelled", _("Dibatalkan")


OPEN = (State.ASKED, State.TAKEN, State.HANDED_IN, State.AGAIN)
WITH_PARTNER = (State.ASKED, State.TAKEN, State.AGAIN)
"""When the partner is the one to do something."""


class PhotoJob(Row):
    """Photos of a product, asked of a partner whose students make them."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="photo_jobs")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="photo_jobs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    wish = models.CharField(max_length=500, blank=True)
    due_on = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=150, blank=True)
    group = models.CharField(max_length=100, blank=True)
    """The class or team that shoots; shown beside the photos."""
    slot_on = models.DateField(null=True)
    slot_at = models.TimeField(null=True)
    place = models.CharField(max_length=150, blank=True)
    taken_at = models.DateTimeField(null=True)
    handed_in_on = models.DateField(null=True)
    """The first time photos were handed in."""
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    paths = _paths("")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["partner", "state"], name="photo_job_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["product"], condition=Q(state__in=[s.value for s in OPEN]), name="photo_job_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "handed_in", "again", "approved"])
                | Q(slot_on__isnull=False),
                name="photo_job_taken_with_a_slot",
            ),
        ]

    def is_late(self, day: datetime.date) -> bool:
        return self.state in WITH_PARTNER and self.due_on < day

    @property
    def in_time(self) -> bool:
        return self.handed_in_on is not None and self.handed_in_on <= self.due_on


class JobPhoto(Row):
    """A photo handed in for a job."""

    job = models.ForeignKey(PhotoJob, on_delete=models.PROTECT, related_name="photos")
    shown = models.FileField(upload_to="photojobs/")
    original = models.FileField(upload_to="sealed/photojobs/")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True)

    paths = _paths("job__")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["job", "sha256"], condition=Q(removed_at=None), name="job_photo_once"
            )
        ]
