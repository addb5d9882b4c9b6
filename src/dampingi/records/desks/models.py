from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Desk(Row):
    """Where people come to the clinic."""

    region = RegionCode(db_index=True)
    name = models.CharField(max_length=100)
    place = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"], condition=Q(closed_at=None), name="desk_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    WAITING = "waiting", _("Menunggu")
    CALLED = "called", _("Dipanggil")
    SERVED = "served", _("Dilayani")
    SKIPPED = "skipped", _("Tidak ada")


class Ticket(Row):
    """A number of one day at one desk."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="tickets")
    on = models.DateField()
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=20, blank=True)
    """What it is about, a code of definitions/constraint_fields.yaml; '' unknown."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    taken_at = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "on", "number"], name="number_once_a_day"),
            models.UniqueConstraint(
                fields=["desk", "on"], condition=Q(state="called"), name="one_called_at_a_time"
            ),
        ]
