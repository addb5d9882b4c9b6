from django.db import models
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Enrolment, Programme, ProgrammeRow, Stage, enrolment_paths


class Task(Row):
    """Work set for the participants of a programme, or of one region of it. How it is handed in and marked: records/tasks."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    due_on = models.DateField()
    region = RegionCode(default="")
    """For the participants of this region; '' for all."""
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, related_name="tasks")
    """The stage it belongs to, for whoever reads the list."""


class Submission(ProgrammeRow):
    """Where a participant's answer to a task stands: its latest version's text, and the latest mark."""

    class State(models.TextChoices):
        HANDED_IN = "handed_in", _("Menunggu dinilai")
        RETURNED = "returned", _("Dikembalikan")
        ACCEPTED = "accepted", _("Diterima")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="submissions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="submissions")
    on = models.DateField()
    """When it was first handed in: one that was returned does not become late by being mended."""
    by = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HANDED_IN)
    version = models.PositiveIntegerField(default=1)
    score = models.PositiveSmallIntegerField(null=True)
    """0 to 100, by the mentor."""
    feedback = models.TextField(blank=True)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "enrolment"], name="submission_once")]
