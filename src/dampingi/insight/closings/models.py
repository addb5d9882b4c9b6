from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.records.programmes.models import ProgrammeRow


class State(models.TextChoices):
    WAITING = "waiting", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")


class Closing(ProgrammeRow):
    """One kecamatan's mentoring as it stood at the end of a day. Only its state changes."""

    number = models.PositiveIntegerField()
    as_of = models.DateField()
    body = models.JSONField()
    """See counting.py."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""
    remarks = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "region", "number"], name="closing_numbered"),
            models.UniqueConstraint(
                fields=["programme", "region"], condition=~Q(state="returned"), name="closing_open_once"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False, state="approved") | Q(approved_at=None) & ~Q(state="approved"),
                name="closing_approved_with_its_time",
            ),
        ]  # fmt: skip
