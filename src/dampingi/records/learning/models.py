from django.db import models
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.records.programmes.models import Enrolment, ProgrammeRow, enrolment_paths


class Subject(models.TextChoices):
    BASIC = "basic", _("Kewirausahaan dasar")
    MARKETING = "marketing", _("Pemasaran")
    SENTRA = "sentra", _("Pengembangan sentra")
    FINANCE = "finance", _("Keuangan")
    LEGALITY = "legality", _("Legalitas")


class Training(ProgrammeRow):
    """A training session held in a region."""

    subject = models.CharField(max_length=12, choices=Subject.choices)
    title = models.CharField(max_length=150)
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=150, blank=True)
    speaker = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()


class Attendance(ProgrammeRow):
    """An invited participant came or did not. `region` is the participant's."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    present = models.BooleanField()
    pre = models.PositiveSmallIntegerField(null=True)
    """Test before, 0 to 100."""
    post = models.PositiveSmallIntegerField(null=True)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "enrolment"], name="attendance_once")]
