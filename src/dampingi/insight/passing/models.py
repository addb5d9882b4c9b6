from django.db import models
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.insight.reviews.models import Signed
from dampingi.records.programmes.models import Enrolment, ProgrammeRow


class Result(models.TextChoices):
    PASSED = "passed", _("Lulus")
    NOT_PASSED = "not_passed", _("Belum lulus")
    UNDECIDED = "undecided", _("Belum dapat dinilai")


class Standard(Signed):
    """What participants of a programme are held to, as the head locked it. The latest counts for what is marked after it."""

    number = models.PositiveIntegerField()
    body = models.JSONField()
    """See standards.py."""
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="passing_standard_numbered")]  # fmt: skip


class Marking(Signed):
    """Everybody of a programme held to its standard, as they stood at the end of a day."""

    number = models.PositiveIntegerField()
    as_of = models.DateField()
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    body = models.JSONField()
    """See marks.py."""
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="passing_marking_numbered")]  # fmt: skip


class Marked(ProgrammeRow):
    """A participant in a marking. Personal data: which participant, what was known of them and what came out."""

    marking = models.ForeignKey(Marking, on_delete=models.PROTECT, related_name="people")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    part = RegionCode(db_index=True)
    enrolled_on = models.DateField()
    left = models.BooleanField()
    values = models.JSONField()
    """criterion -> [numerator, denominator], or null where it is not known."""
    outcome = models.CharField(max_length=12, choices=Result.choices)
    score = models.PositiveSmallIntegerField(null=True)
    """Hundredths, rounded downwards; null where nothing is known."""
    band = models.CharField(max_length=20, blank=True)
    reasons = models.CharField(max_length=400, blank=True)
    """`|why:criterion|...|`, which a list can be filtered by."""
    stands = models.CharField(max_length=400)
    """`|criterion:yes|...|`: whether each target is reached; yes, no or unknown."""

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["marking", "enrolment"], name="marked_once_a_marking")]
