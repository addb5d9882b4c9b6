"""An evaluation is a pipeline of frozen steps: each step is a row that says who, when and from what.

Personal data: mentors are evaluated by name through `Subject`; frozen evidence names participants only by a pseudonym of this
evaluation; voices carry no comment.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.posts import LEVELS

LEVEL_NAMES = LEVELS


def _paths(prefix: str = "") -> Paths:
    """Rows of an evaluation: by its region, for those appointed to rate in it, and for the mentors evaluated in it."""
    return Paths(
        region=f"{prefix}region",
        programme=f"{prefix}programme",
        event={f"{prefix}subjects__assignments__rater": USER},
        own={f"{prefix}subjects__mentor__user": USER},
    )


class Instrument(Row):
    """A version of an instrument. Once locked it never changes: the database refuses (triggers.py)."""

    region = RegionCode(db_index=True, blank=True, default="")
    """The office whose instrument it is: it counts for that office and those below. '' is everyone's."""
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    level = models.CharField(max_length=10)
    name = models.CharField(max_length=150)
    body = models.JSONField()
    """Dimensions, criteria, covariates, bands and rules: see definitions.py."""
    hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    published_by = models.CharField(max_length=200, blank=True, default="")
    locked_at = models.DateTimeField(null=True)
    locked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code", "version"], name="instrument_version_once"),
            models.CheckConstraint(
                condition=Q(locked_at=None, locked_by="") | Q(locked_at__isnull=False) & ~Q(locked_by=""),
                name="instrument_lock_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


class Evaluation(Row):
    """One evaluation of the mentors of one level, in a region, for a period of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="evaluations")
    region = RegionCode(db_index=True)
    level = models.CharField(max_length=10, choices=list(LEVEL_NAMES.items()))
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="evaluations")
    starts_on = models.DateField()
    ends_on = models.DateField()
    """Evidence counts up to this day."""
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.CharField(max_length=200)

    paths = _paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "region", "level", "ends_on"], name="evaluation_once_per_period"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")), name="evaluation_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.name} {self.programme.name}"

    @property
    def computation(self) -> "Computation | None":
        """The one that counts: the newest. Earlier ones stay beside it."""
        return max(self.computations.all(), key=lambda made: made.number, default=None)  # type: ignore[attr-defined]


class InstrumentLock(Row):
    """The rules of an evaluation and each mentor's signed targets as they stood when the head fixed them. Never changed."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="lock")
    instrument_hash = models.CharField(max_length=64)
    targets = models.JSONField(null=True)
    """mentor -> {"number", "hash"} of the edition both sides had signed, or null without one; null: not recorded then."""
    digest = models.CharField(max_length=64)
    """Over the instrument's hash and the targets."""
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150, blank=True)


class Subject(Row):
    """A mentor under evaluation, as of the freeze."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="subjects")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="evaluations")
    name = models.CharField(max_length=150)
    region = RegionCode()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "mentor"], name="subject_once")]

    def __str__(self) -> str:
        return self.name


class EvidenceFreeze(Row):
    """The evidence as it stood: what changes in the records afterwards changes nothing here."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="freeze")
    digest = models.CharField(max_length=64)
    """Over the hashes of all rows, in order of kind and key."""
    counts = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)


class FrozenEvidence(Row):
    """One row of evidence as canonical JSON with its hash."""

    class Kind(models.TextChoices):
        MENTOR = "mentor", _("Pendamping")
        COUNT = "count", _("Hitungan proses")
        PARTICIPANT = "participant", _("Peserta")
        VOICE = "voice", _("Suara")
        TARGET = "target", _("Target yang ditandatangani")
        EARLIER = "earlier", _("Penilaian sebelumnya")

    freeze = models.ForeignKey(EvidenceFreeze, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=100)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["freeze", "kind", "key"], name="evidence_row_once")]


class RaterAssignment(Row):
    """A panel member is to rate a mentor. They declare a conflict of interest, or none, before the first rating."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="assignments")
    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rater_assignments")
    declared_at = models.DateTimeField(null=True)
    conflict = models.TextField(blank=True)
    """Why this rater stays out (family, business partner, former employer); empty: none declared."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "rater"], name="rater_once_per_subject")]


class Rating(Row):
    """A level given by a rater for a criterion. A second one replaces it; both are kept."""

    assignment = models.ForeignKey(RaterAssignment, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "criterion", "version"], name="rating_version_once"
            ),
            models.UniqueConstraint(
                fields=["assignment", "criterion"], condition=Q(replaced_at=None), name="rating_current_once"
            ),
        ]


class RatingsClosure(Row):
    """From here on no rating changes, and raters see one another's."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="closure")
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)


class Computation(Row):
    """The results of a locked instrument, frozen evidence and closed ratings; anyone can recompute the same digits.

    The first is of the evidence as frozen; a later one has what granted objections to the earlier ones corrected. All are kept.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="computations")
    number = models.PositiveSmallIntegerField(default=1)
    inputs = models.JSONField()
    """Hashes of instrument, evidence, ratings and corrections, and the edition of the engine."""
    seed = models.BigIntegerField()
    """Derived from the hashes of what was locked, frozen and closed: a correction does not draw anew."""
    summary = models.JSONField()
    digest = models.CharField(max_length=64)
    """Of the summary and all results."""
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
    objections_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="computation_numbered_once")
        ]


class Result(Row):
    """One mentor's result: the numbers and the parts that explain them (engines.appraisal.UnitResult as JSON)."""

    computation = models.ForeignKey(Computation, on_delete=models.CASCADE, related_name="results")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="results")
    body = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["computation", "subject"], name="result_once")]


class TeamResult(Row):
    """The mentors of one kecamatan together."""

    computation = models.ForeignKey(Computation, on_delete=models.CASCADE, related_name="teams")
    region = RegionCode()
    body = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["computation", "region"], name="team_result_once")]
