from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Enrolment, ProgrammeRow, enrolment_paths

MARKS = (3, 6, 12)
"""Months after the programme's end."""


class State(models.TextChoices):
    OPEN = "open", _("Belum ditanya")
    RUNNING = "running", _("Masih berjalan")
    STOPPED = "stopped", _("Tidak berjalan lagi")
    ABSENT = "absent", _("Tidak terhubung")
    REFUSED = "refused", _("Tidak bersedia")


REACHED = (State.RUNNING, State.STOPPED)


class How(models.TextChoices):
    SELF = "self", _("Menjawab sendiri")
    PHONE = "phone", _("Ditelepon")
    MET = "met", _("Ditemui")


class CheckUp(ProgrammeRow):
    """One alumnus to be asked so many months after the programme's end. `state` is what was said last; once they were reached, a later call in vain takes nothing back."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="check_ups")
    mark = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["programme", "mark", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "mark"], name="check_up_once_a_mark"),
            models.CheckConstraint(condition=Q(mark__in=MARKS), name="check_up_at_a_mark"),
        ]


class Said(Row):
    """What was said, or that nobody was reached or willing. A further one follows; of those where somebody was reached the last one counts."""

    check_up = models.ForeignKey(CheckUp, on_delete=models.CASCADE, related_name="said")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[c for c in State.choices if c[0] != State.OPEN])
    how = models.CharField(max_length=10, choices=How.choices)
    turnover = models.BigIntegerField(null=True)
    """Rupiah in the last whole month."""
    workers = models.PositiveIntegerField(null=True)
    problem = models.TextField(blank=True)
    question = models.UUIDField(null=True)
    """The clinic's question that came of it."""
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["check_up", "number"], name="said_numbered_once"),
            models.CheckConstraint(
                condition=Q(state__in=REACHED) | Q(turnover=None, workers=None), name="figures_of_who_was_reached"
            ),
        ]  # fmt: skip
