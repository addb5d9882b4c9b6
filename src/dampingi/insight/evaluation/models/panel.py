"""Who sits on the panel (tim penilai) of a programme in a region, for which agency, and what they may do there."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Programme


class PanelMember(Row):
    """A seat on the panel from one day to another. A substitute's seat names the one it takes over."""

    class Mandate(models.TextChoices):
        RATE = "rate", _("Menilai")
        ASK = "ask", _("Bertanya")
        OBSERVE = "observe", _("Mengamati")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="panel")
    region = RegionCode(db_index=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="panel_seats")
    agency = models.CharField(max_length=120)
    mandate = models.CharField(max_length=8, choices=Mandate.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="substitute")
    why = models.CharField(max_length=300, blank=True)
    """Why it ended."""
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)

    paths = Paths(region="region", programme="programme", event={"user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "region", "user"], condition=Q(ends_on=None), name="panel_member_once"
            )
        ]  # fmt: skip
