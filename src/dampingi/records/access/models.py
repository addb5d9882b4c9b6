from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Enrolment, ProgrammeRow


class Way(models.TextChoices):
    MESSAGE = "message", _("Pesan WhatsApp")
    SLIP = "slip", _("Slip tertutup")


class AccessCode(ProgrammeRow):
    """What lets one participant in, with their phone number. The code itself is nowhere: only its keyed digest is."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="access_codes")
    digest = models.CharField(max_length=64)
    way = models.CharField(max_length=10, choices=Way.choices)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    """Wrong tries since it last opened."""
    locked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    """When it last opened."""
    ended_at = models.DateTimeField(null=True)
    """Withdrawn, or replaced by a newer one."""

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ended_at=None), name="access_code_one_at_a_time"
            )
        ]


class Device(Row):
    """A browser in which a code was typed; its id is a random number of ours in a signed cookie."""

    first_at = models.DateTimeField(default=timezone.now)


class Entry(Row):
    """A code opened a participant's page in a browser."""

    code = models.ForeignKey(AccessCode, on_delete=models.CASCADE, related_name="entries")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField(default=timezone.now)
