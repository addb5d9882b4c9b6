from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.records.programmes.models import Enrolment, ProgrammeRow, enrolment_paths


class Attempt(ProgrammeRow):
    """Somebody says that they sent a participant a message. Rows never change."""

    class Way(models.TextChoices):
        WHATSAPP = "whatsapp", "WhatsApp"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="contact_attempts")
    way = models.CharField(max_length=10, choices=Way.choices, verbose_name=_("Lewat"))
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "by", "way", "on"], name="attempt_once_a_day")
        ]
        indexes = [models.Index(fields=["region", "on"])]
