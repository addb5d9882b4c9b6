from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Kind(models.TextChoices):
    SUBSIDY = "interest_subsidy", _("Subsidi bunga")
    KUR = "kur", _("KUR")
    OTHER = "other", _("Skema lain")


class SchemeEdition(Row):
    """A loan scheme as it holds from a day on. Only its state changes, once; a change of terms is a further edition. Personal data: none but who proposed it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        RETURNED = "returned", _("Dikembalikan")

    region = RegionCode(db_index=True)
    """Of the office whose scheme it is."""
    code = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    from_on = models.DateField()
    body = models.JSONField()
    """See records/loans/terms.py."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code", "number"], name="loan_scheme_numbered"),
            models.UniqueConstraint(
                fields=["region", "code"], condition=Q(state="waiting"), name="loan_scheme_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False, state="approved") | Q(approved_at=None) & ~Q(state="approved"),
                name="loan_scheme_approved_with_its_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.body["name"]
