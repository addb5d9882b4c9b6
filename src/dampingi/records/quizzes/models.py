from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.rows import Row
from dampingi.records.quizzes.marking import Question


class Side(models.TextChoices):
    PRE = "pre", _("Tes sebelum")
    POST = "post", _("Tes sesudah")


class Quiz(Row):
    """Questions about one thing taught, in one version. Once opened it changes no more."""

    kind = models.CharField(max_length=12)
    about = models.UUIDField()
    """A module of a curriculum, or a course of mentors."""
    version = models.PositiveSmallIntegerField()
    questions = models.JSONField()
    """[{text, choices, right}], `right` counted from 0."""
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about", "version"], name="quiz_version_once")]

    def asked(self) -> list[Question]:
        return [Question(q["text"], tuple(q["choices"]), q["right"]) for q in self.questions]


class Opening(Row):
    """Those who are at a session may answer one side of a quiz."""

    kind = models.CharField(max_length=12)
    event = models.UUIDField()
    """A training, or a course of mentors."""
    side = models.CharField(max_length=4, choices=Side.choices)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="openings")
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "event", "side"], name="quiz_side_once")]


class Sitting(Row):
    """One person's answers. Personal data: which choice was taken, which only its owner reads."""

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="sittings")
    sitter = models.UUIDField(db_index=True)
    """The attendance of a training, or the trainee of a course."""
    answers = models.JSONField()
    """One number a question; null where it was left empty."""
    marks = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    own = models.BooleanField()
    """Answered by the person; else entered for them by `by_name`."""
    by_name = models.CharField(max_length=150, blank=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_by_name = models.CharField(max_length=150, blank=True)
    annulled_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "sitter"], condition=Q(annulled_at=None), name="sitting_once"
            ),
            models.CheckConstraint(condition=Q(points__lte=100), name="sitting_points"),
        ]
