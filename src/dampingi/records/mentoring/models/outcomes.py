from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.records.programmes.models import Enrolment, Mentor, ProgrammeRow, enrolment_paths


class Aspect(models.TextChoices):
    BASIC = "basic", _("Kewirausahaan dasar")
    MARKETING = "marketing", _("Intervensi pemasaran")
    SENTRA = "sentra", _("Pengembangan sentra")


class Outcome(ProgrammeRow):
    """What the mentor reports of a participant per aspect; passed = achieved in all three."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="outcomes")
    aspect = models.CharField(max_length=10, choices=Aspect.choices)
    achieved = models.BooleanField()
    on = models.DateField()
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="outcomes")

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "aspect"], name="outcome_once_per_aspect")
        ]


class ReverificationDraw(ProgrammeRow):
    """A participant the lot fell on: someone else looks at their outcome again."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="reverification_draw")
    seed = models.BigIntegerField()
    """Whoever has the seed and the list of participants can draw the same sample again."""
    drawn_at = models.DateTimeField(default=timezone.now)

    paths = enrolment_paths()
    objects = ScopedManager()


class Reverification(ProgrammeRow):
    """A randomly drawn participant's outcome, looked at again by another person: achieved all three aspects or not."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="reverification")
    passed = models.BooleanField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    on = models.DateField()
    note = models.TextField(blank=True)

    paths = enrolment_paths()
    objects = ScopedManager()
