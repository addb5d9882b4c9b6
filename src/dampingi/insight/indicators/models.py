from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Version(Row):
    """What an indicator means, from one day on. Never changed and never removed: the database itself refuses (triggers.py)."""

    region = RegionCode(db_index=True, blank=True)
    """The office it belongs to, and counts in and below; "" as shipped, for everyone."""
    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """See shapes.py; engines.indicators.parse reads it."""
    hash = models.CharField(max_length=64)
    """Of the definition, as every figure and every frozen evidence carries it."""
    content = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""
    at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    reviewed_by = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    """Why it differs from the version before."""

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "code", "number"], name="indicator_version_numbered")]  # fmt: skip


class Retirement(Row):
    """From then on a version counts no longer, and why. What was computed with it stays as it was."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="retirement")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)


class Draft(Row):
    """An office's indicator, or its next version, while it is written. One at a time for each."""

    class State(models.TextChoices):
        WRITTEN = "written", _("Sedang disusun")
        WAITING = "waiting", _("Menunggu pemeriksaan")
        RETURNED = "returned", _("Dikembalikan")
        IN_FORCE = "in_force", _("Berlaku")
        DROPPED = "dropped", _("Dibuang")

    region = RegionCode(db_index=True)
    code = models.CharField(max_length=40)
    body = models.JSONField()
    saves = models.PositiveIntegerField(default=1)
    """Grows by one with each save: who sends an older one is told of the newer."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    submissions = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    """Who saved it last."""
    returned_note = models.TextField(blank=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "code"], condition=~Q(state__in=["in_force", "dropped"]), name="indicator_draft_once"
            )
        ]  # fmt: skip

    @property
    def open(self) -> bool:
        return self.state in (self.State.WRITTEN, self.State.RETURNED)


class Entry(Row):
    """One value of a manual indicator, typed by somebody and accepted by somebody else. A correction is a further one and replaces it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu pemeriksaan")
        ACCEPTED = "accepted", _("Diterima")
        RETURNED = "returned", _("Dikembalikan")
        REPLACED = "replaced", _("Sudah diganti")

    owner = RegionCode()
    """The office whose indicator it is."""
    code = models.CharField(max_length=40)
    region = RegionCode(db_index=True)
    start = models.DateField()
    end = models.DateField()
    number = models.PositiveIntegerField()
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField()
    """1 where only a number is typed."""
    note = models.CharField(max_length=300, blank=True)
    definition = models.CharField(max_length=64)
    """Hash of what it meant when it was typed."""
    kind = models.CharField(max_length=5)
    """Of the evidence: image or pdf."""
    sha256 = models.CharField(max_length=64)
    original = models.FileField(upload_to="sealed/indicator-evidence/")
    shown = models.FileField(upload_to="sealed/indicator-evidence-shown/", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    checked_by = models.CharField(max_length=150, blank=True)
    returned_note = models.TextField(blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "code", "region", "start", "number"], name="indicator_entry_numbered"),
            models.UniqueConstraint(
                fields=["owner", "code", "region", "start"], condition=Q(state="accepted"), name="indicator_entry_accepted_once"
            ),
            models.UniqueConstraint(
                fields=["owner", "code", "region", "start"], condition=Q(state="waiting"), name="indicator_entry_waits_once"
            ),
            models.CheckConstraint(condition=Q(denominator__gt=0), name="indicator_entry_divisible"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["code", "owner", "state", "end"])]


class Stamp(models.Model):
    """One row whose token is another whenever what counts has changed: a process asks for it instead of reading everything again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField()
