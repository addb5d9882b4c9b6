from django.db import models
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.recruitment.models import Applicant, Declaration


class Rules(Row):
    """What a programme asks of an appointment before it counts. Without a row: the declaration alone."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="appointment_rules")
    tot_needed = models.BooleanField(default=False)


class Terms(Row):
    """What an appointment was agreed to: until when, where it came from, and the signed declaration of neutrality."""

    mentor = models.OneToOneField(Mentor, on_delete=models.CASCADE, related_name="terms")
    until = models.DateField()
    applicant = models.OneToOneField(
        Applicant, on_delete=models.PROTECT, null=True, related_name="appointment_terms"
    )
    """Where it came from recruitment."""
    follows = models.ForeignKey(Mentor, on_delete=models.SET_NULL, null=True, related_name="+")
    """The appointment of the year before, where it goes on."""
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(declared_at=None, declaration=None)
                | Q(declared_at__isnull=False, declaration__isnull=False),
                name="terms_declared_which_and_when",
            )
        ]


class Expertise(Row):
    """A field a mentor knows well: a code of definitions/mentor_fields.yaml."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="expertise")
    field = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentor", "field"], name="expertise_once")]
