from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.meetings.models import Meeting
from dampingi.records.programmes.models import ProgrammeRow


class Door(models.TextChoices):
    ROADSHOW = "roadshow", _("Kunjungan kecamatan")
    LINK = "link", _("Tautan warga")
    DESK = "desk", _("Meja dinas")


class State(models.TextChoices):
    RECEIVED = "received", _("Diterima")
    LOOKING = "looking", _("Sedang dilihat")
    PLANNED = "planned", _("Masuk rencana")
    DONE = "done", _("Sudah dikerjakan")
    NOT_POSSIBLE = "not_possible", _("Tidak dapat dikerjakan")


class Aspiration(ProgrammeRow):
    """What somebody asked for. `region` is the kecamatan. Personal data: name and phone, only to answer."""

    door = models.CharField(max_length=10, choices=Door.choices, default=Door.ROADSHOW)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="aspirations")
    """The road-show's stop where it was heard."""
    name = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    """E.164; only of who wants an answer."""
    field = models.CharField(max_length=20, blank=True)
    """A code of definitions/constraint_fields.yaml."""
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    """As the last `Step` says."""
    responsible = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """Who is to answer."""
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    told_at = models.DateTimeField(null=True)
    """When the answer was sent to who asked."""

    paths = Paths(region="region", programme="programme", addressed={"responsible": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "field"], name="aspiration_region_field")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="aspiration_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(answered_at__isnull=False), name="aspiration_told_once_answered"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "not_possible"]) | Q(answered_at__isnull=False),
                name="aspiration_settled_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(door="roadshow") | Q(meeting__isnull=False), name="aspiration_heard_somewhere"
            ),
        ]


class Step(Row):
    """What became of an aspiration, and what was said of it. Rows never change."""

    aspiration = models.ForeignKey(Aspiration, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=State.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)


class Follow(Row):
    """What an aspiration is followed by: an activity of a plan (`kind` and `ref` say which), or words of what was done."""

    aspiration = models.ForeignKey(Aspiration, on_delete=models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=40)
    ref = models.UUIDField(null=True)
    label = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "ref"], name="follow_of_what")]
        constraints = [
            models.UniqueConstraint(
                fields=["aspiration", "kind", "ref"],
                condition=Q(removed_at=None, ref__isnull=False),
                name="follow_once",
            )
        ]
