from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.rows import Row
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.tasks.rubrics import Level, Rubric, read


class RubricEdition(Row):
    """What a task is marked by, as published on a day. Never changed: the next edition follows it."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="rubric_editions")
    number = models.PositiveIntegerField()
    criteria = models.JSONField()
    """`rubrics.Rubric.told`."""
    hash = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="rubric_numbered_once")]
        ordering = ["-number"]

    @property
    def rubric(self) -> Rubric:
        return read(self.criteria)


class Version(Row):
    """One hand-in, word for word."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    on = models.DateField()
    due_on = models.DateField()
    """When the task was due that day."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    own = models.BooleanField(default=False)
    """By the participant; False is on their behalf."""
    rubric = models.ForeignKey(RubricEdition, on_delete=models.PROTECT, null=True, related_name="versions")
    """The edition in force that day: what this hand-in is marked by."""
    suggested_score = models.PositiveSmallIntegerField(null=True)
    """A plain score that came along though the task has a rubric: shown to whoever marks, counts for nothing."""
    suggested_feedback = models.TextField(blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="task_version_numbered_once")
        ]
        ordering = ["-number"]

    @property
    def late(self) -> bool:
        return self.on > self.due_on


class Attachment(Row):
    """A photo or a document handed in with a version. The original is sealed; only a photo's re-encoded copy is shown."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Foto")
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"
        EXCEL = "xlsx", "Excel"
        SLIDES = "pptx", "PowerPoint"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="attachments")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    name = models.CharField(max_length=120)
    """As the sender called it, made harmless."""
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    """Of the original."""
    shown = models.FileField(upload_to="tasks/", blank=True)
    original = models.FileField(upload_to="sealed/tasks/")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "place"], name="attachment_placed_once")]
        ordering = ["place"]


class Mark(Row):
    """What somebody found of a version. The latest of a submission holds."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="marks")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="marks")
    accepted = models.BooleanField()
    """False sends it back for another try."""
    levels = models.JSONField(default=dict)
    """criterion -> place of the level in the version's rubric."""
    score = models.PositiveSmallIntegerField(null=True)
    feedback = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(accepted=True) | ~Q(feedback=""), name="mark_return_says_why"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=100), name="mark_of_a_hundred"),
        ]
        ordering = ["-at"]

    @property
    def found(self) -> list[tuple[str, Level]]:
        """(criterion, level) in the rubric's order."""
        criteria = self.version.rubric.rubric.criteria if self.version.rubric else ()
        return [(c.name, c.levels[self.levels[c.code]]) for c in criteria if c.code in self.levels]
