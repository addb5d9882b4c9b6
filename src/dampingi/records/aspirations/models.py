from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.meetings.models import Meeting
from dampingi.records.programmes.models import ProgrammeRow


class Door(models.TextChoices):
    ROADSHOW = "roadshow", _("Kunjungan kecamatan")
    LINK = "link", _("Tautan warga")
    DESK = "desk", _("Meja dinas")


class State(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("aspiration", "Diterima")
    LOOKING = "looking", _("Sedang dilihat")
    PLANNED = "planned", _("Masuk rencana")
    DONE = "done", _("Sudah dikerjakan")
    NOT_POSSIBLE = "not_possible", _("Tidak dapat dikerjakan")


class Box(ProgrammeRow):
    """The public link of one kecamatan, open from a day until it is closed."""

    opened_at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region"], condition=Q(closed_at=None), name="box_open_once")
        ]


class ThemeEdition(Row):
    """What an office sorts wishes by, as published on a day. Never changed: the next edition follows it."""

    region = RegionCode(db_index=True)
    """The office's."""
    number = models.PositiveIntegerField()
    rows = models.JSONField()
    """[{code, name, field, words}] in their order."""
    reason = models.CharField(max_length=300, blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="themes_numbered")]


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
    theme = models.CharField(max_length=30, blank=True)
    """A code of the office's themes; '' until a person has said."""
    joins = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")
    """The one it says the same as: answered there, counted and told here."""
    joined_at = models.DateTimeField(null=True)
    joined_by_name = models.CharField(max_length=150, blank=True)
    sent_from = models.CharField(max_length=32, blank=True)
    """Keyed index of the network address of who used the public link, for a day or two: only to stop machines."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    """As the last `Step` says."""
    responsible = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """Who is to answer."""
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    told_at = models.DateTimeField(null=True)
    """When the answer was sent to who asked."""
    erased_at = models.DateTimeField(null=True)
    """When name and phone were erased."""

    paths = Paths(region="region", programme="programme", addressed={"responsible": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["region", "field"], name="aspiration_region_field"),
            models.Index(fields=["sent_from", "at"], condition=~Q(sent_from=""), name="aspiration_sent_from"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="aspiration_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(answered_at__isnull=False) | Q(joins__isnull=False),
                name="aspiration_told_once_answered",
            ),
            models.CheckConstraint(
                condition=Q(joins=None, joined_at=None) | Q(joins__isnull=False, joined_at__isnull=False),
                name="aspiration_joined_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(joins=None) | ~Q(joins=F("id")), name="aspiration_joins_another"
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


class Wording(ProgrammeRow):
    """What the public reads of an aspiration and of what came of it. Personal data: none, by rule."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu persetujuan")
        RETURNED = "returned", _("Dikembalikan")
        PUBLISHED = "published", _("Terbit")
        WITHDRAWN = "withdrawn", _("Ditarik")

    aspiration = models.OneToOneField(Aspiration, on_delete=models.PROTECT, related_name="wording")
    said = models.CharField(max_length=600)
    did = models.CharField(max_length=600)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    drafted_by = models.UUIDField()
    drafted_by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    returned_why = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "state"], name="wording_region_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="wording_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why="") & Q(withdrawn_at__isnull=False),
                name="wording_withdrawn_says_why",
            ),
        ]
