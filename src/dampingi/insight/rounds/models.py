"""A round of monitoring, what each invited region answers, and every edition that was handed in."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Kind(models.TextChoices):
    MONTHLY = "monthly", _("Bulanan")
    QUARTERLY = "quarterly", _("Triwulanan")
    YEARLY = "yearly", _("Tahunan")


class State(models.TextChoices):
    EMPTY = "empty", _("Belum dimulai")
    DRAFT = "draft", _("Sedang diisi")
    SUBMITTED = "submitted", _("Menunggu pemeriksaan")
    RETURNED = "returned", _("Dikembalikan")
    ACCEPTED = "accepted", _("Diterima")


class Missing(models.TextChoices):
    NOT_COLLECTED = "not_collected", _("Belum didata")
    NOTHING_DUE = "nothing_due", _("Tidak ada kegiatan pada periode ini")
    AWAITED = "awaited", _("Menunggu data dari pihak lain")
    UNCLEAR = "unclear", _("Data ada, tetapi belum dapat dipercaya")
    OTHER = "other", _("Sebab lain (tulis dalam keterangan)")


class Door(models.TextChoices):
    SCREEN = "screen", _("Diisi di halaman")
    BEHALF = "behalf", _("Diunggah atas nama wilayah, dengan surat pengantar")


class Round(Row):
    """What a region asks of the regions right below it about one period. Its questions never change."""

    region = RegionCode(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    note = models.TextField(blank=True)
    questions = models.JSONField()
    """See questions.py."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "starts_on"], condition=Q(cancelled_at=None), name="round_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on"), ends_on__lt=models.F("due_on")), name="round_in_order"
            ),
        ]  # fmt: skip


class Entry(Row):
    """One invited region's place in a round: its draft, which nobody else reads, and where it stands."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    region = RegionCode(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.EMPTY)
    answers = models.JSONField(default=dict)
    """The draft: question -> answer, see answers.py."""
    revision = models.PositiveIntegerField(default=0)
    """Counts what was saved, so that two who write at once do not overwrite each other."""
    writers = models.JSONField(default=list)
    """Users' ids who ever wrote in it: none of them checks it."""
    saved_at = models.DateTimeField(null=True)
    saved_by_name = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    """Why it was returned, or opened again."""
    submitted_at = models.DateTimeField(null=True)
    """When the edition that counts now was handed in."""
    reminded_at = models.DateTimeField(null=True)
    sheet = models.JSONField(default=dict)
    """Of the sheet taken last, {made, revision}: the same sheet may be mended and sent again while nothing else was saved."""

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "region"], name="round_entry_once")]


class Outcome(models.TextChoices):
    WAITING = "waiting", _("Menunggu pemeriksaan")
    ACCEPTED = "accepted", _("Diterima")
    RETURNED = "returned", _("Dikembalikan")
    REOPENED = "reopened", _("Diterima, kemudian dibuka kembali")


class Edition(Row):
    """What was handed in, frozen. Only its outcome changes."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """See freezing.py."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    makers = models.JSONField(default=list)
    """Users' ids who wrote in it: none of them checks it."""
    late = models.BooleanField(default=False)
    door = models.CharField(max_length=10, choices=Door.choices, default=Door.SCREEN)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    comment = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="entry__region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="round_edition_numbered")]


class Letter(Row):
    """The covering letter of an edition that was handed in on its region's behalf: sealed as it came, and the copy that is shown."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="letter")
    number = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    """image or pdf."""
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    original = models.FileField(upload_to="sealed/rounds/")
    shown = models.FileField(upload_to="sealed/rounds-shown/", blank=True)


class Standing(models.TextChoices):
    UNASKED = "unasked", _("Tidak diajukan")
    WAITING = "waiting", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")


class Minutes(Row):
    """How a round stood when its minutes were drawn up. Only its state changes; drawn up anew it is the next number."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """See summary.body."""
    hash = models.CharField(max_length=64)
    remarks = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=Standing.choices, default=Standing.WAITING)
    """Unasked: drawn up before minutes were approved."""
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True)

    paths = Paths(region="round__region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="round_minutes_numbered"),
            models.UniqueConstraint(fields=["round"], condition=Q(state="waiting"), name="round_minutes_wait_once"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False, state="approved") | Q(approved_at=None) & ~Q(state="approved"),
                name="round_minutes_approved_with_its_time",
            ),
        ]  # fmt: skip
