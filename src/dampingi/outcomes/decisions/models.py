from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.insight.evaluation.models import Computation, Evaluation, Result, Subject
from dampingi.records.programmes.models import Programme


class Determination(Row):
    """Decisions about the mentors of one evaluation, on their way to a decree (penetapan)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="determinations")
    number = models.PositiveSmallIntegerField(default=1)
    computation = models.ForeignKey(Computation, on_delete=models.PROTECT, related_name="+")
    """The results decided upon."""
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    region = RegionCode(db_index=True)
    authority = RegionCode()
    """Whose head signs: the programme's region, which may lie above that of the evaluation."""
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    why = models.TextField(blank=True)
    """Of a correction."""
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.UUIDField(null=True)
    minuted_at = models.DateTimeField(null=True)
    """From here on no decision changes."""
    minuted_by = models.UUIDField(null=True)
    basis = models.TextField(blank=True)
    """What the decree rests on: regulation, budget, decree of the panel."""
    effective_on = models.DateField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_name = models.CharField(max_length=150, blank=True)

    paths = Paths(
        region="region",
        programme="programme",
        event={"evaluation__subjects__assignments__rater": USER},
        own={"decisions__subject__mentor__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="determination_numbered_once"),
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(signed_at=None), name="determination_open_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_name="")
                | Q(signed_at__isnull=False, minuted_at__isnull=False, effective_on__isnull=False)
                & ~Q(signed_name="")
                & ~Q(basis=""),
                name="determination_signed_says_who_and_from_when",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(why=""), name="determination_correction_says_why"
            ),
        ]


class Decision(Row):
    """What is decided about one mentor. Another version replaces it until the minutes are made; all are kept."""

    class Key(models.TextChoices):
        HONOUR = "honour", _("Apresiasi")
        KEEP = "keep", _("Pertahankan")
        COACH = "coach", _("Bina dengan rencana")
        REPLACE = "replace", _("Ganti")

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="decisions")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="decisions")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=8, choices=Key.choices)
    proposal = models.CharField(max_length=10)
    """What the numbers proposed."""
    reason = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    """Of a coaching plan: what shall be reached."""
    plan_starts = models.DateField(null=True)
    plan_ends = models.DateField(null=True)
    companion = models.CharField(max_length=150, blank=True)
    """Who accompanies the mentor meanwhile."""
    version = models.PositiveSmallIntegerField(default=1)
    replaced_at = models.DateTimeField(null=True)
    proposed_by = models.UUIDField()
    proposed_name = models.CharField(max_length=150)
    proposed_at = models.DateTimeField(default=timezone.now)
    approved_by = models.UUIDField(null=True)
    approved_name = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    returned_note = models.TextField(blank=True)
    returned_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["determination", "subject"],
                condition=Q(replaced_at=None),
                name="decision_current_once",
            ),
            models.UniqueConstraint(
                fields=["determination", "subject", "version"], name="decision_version_once"
            ),
            models.CheckConstraint(
                condition=Q(key=models.F("proposal")) | ~Q(reason=""), name="decision_apart_says_why"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("proposed_by")),
                name="decision_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(key="coach")
                | ~Q(goals="") & ~Q(companion="") & Q(plan_ends__gt=models.F("plan_starts")),
                name="decision_coaching_has_a_plan",
            ),
        ]

    @property
    def state(self) -> str:
        return "approved" if self.approved_at else "returned" if self.returned_note else "proposed"


class MinutesSignature(Row):
    """A member of the panel signed the minutes, or the office noted why they could not."""

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="signatures")
    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    absent = models.TextField(blank=True)
    """Why they did not sign; empty: they signed."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["determination", "rater"], name="minutes_signed_once")]
