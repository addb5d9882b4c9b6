from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.questions.models import Question


class State(models.TextChoices):
    PROPOSED = "proposed", _("Menunggu persetujuan")
    RETURNED = "returned", _("Dikembalikan")
    PUBLISHED = "published", _("Terbit")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Article(Row):
    """A question and its answer, written anew so that nobody is recognised; of one office."""

    region = RegionCode(db_index=True)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="articles")
    field = models.CharField(max_length=20)
    """A code of definitions/constraint_fields.yaml."""
    title = models.CharField(max_length=150)
    asked = models.TextField()
    answered = models.TextField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    drafted_by = models.UUIDField()
    drafted_by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    returned_why = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=~Q(state="withdrawn"), name="article_once_a_question"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why="") & Q(withdrawn_at__isnull=False),
                name="article_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="article_published_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Vote(Row):
    """Whether an article helped somebody; the last word of each counts."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="votes")
    user = models.UUIDField()
    helpful = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="vote_once")]
