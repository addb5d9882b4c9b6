from django.db import models
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business
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
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

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


class Invitation(Row):
    """A business asked to a planned training because something holds it back; not only participants are. `region` is the business's."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="invitations")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="invitations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="invitations")
    """Of the owner in the training's programme; without one, attendance is not recorded."""
    region = RegionCode(db_index=True)

    paths = Paths(
        region="region",
        caseload={"enrolment__caseloads__mentor__user": USER, "enrolment__caseloads__ends_on": None},
        own={"business__owner__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "business"], name="invited_once")]
