from django.db import models
from django.db.models import Q

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.records.programmes.models import Enrolment, ProgrammeRow, Stage, StageEdition, enrolment_paths


class StageCompletion(ProgrammeRow):
    """A participant finished a stage on a day; no row while they have not."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="completions")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="completions")
    done_on = models.DateField()
    by = models.CharField(max_length=200)
    needed = models.BooleanField(default=True)
    """False where a stage by need was settled as not needed; it counts as dealt with, with its reason."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was not needed, or why the office let it pass without all of its evidence."""
    edition = models.ForeignKey(StageEdition, on_delete=models.PROTECT, null=True, related_name="+")
    """What the stage asked that day; None where the programme asked for nothing yet."""
    evidence = models.JSONField(default=list)
    """What was there that day: [{kind, what, count, met, on, found}] (`tracks.checking.Checked.told`)."""

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "stage"], name="stage_completed_once"),
            models.CheckConstraint(
                condition=Q(needed=True) | ~Q(reason=""), name="stage_not_needed_says_why"
            ),
        ]
