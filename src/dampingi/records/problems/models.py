from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.meetings.models import Meeting


class Level(models.TextChoices):
    LOCAL = "local", _("Kabupaten/kota")
    PROVINCE = "province", _("Provinsi")
    NATION = "nation", _("Nasional")


class Result(models.TextChoices):
    SOLVED = "solved", _("Selesai")
    UNSOLVABLE = "unsolvable", _("Tidak dapat diselesaikan")
    TAKEN = "taken", _("Ditangani tingkat lain")


class Problem(Row):
    """Something that stands in the way in a region, until it is closed with a result. Personal data: who noted it."""

    region = RegionCode(db_index=True)
    title = models.CharField(max_length=150)
    what = models.TextField()
    cause = models.TextField(blank=True)
    topic = models.CharField(max_length=20)
    """A code of constraint_fields.yaml, problem_topics.yaml or an edition of topics."""
    matter = models.CharField(max_length=20, blank=True)
    """A code of authorities.yaml or an edition of the matrix, from which the level was proposed."""
    level = models.CharField(max_length=8, choices=Level.choices)
    """Whose authority it is."""
    level_reason = models.CharField(max_length=300, blank=True)
    """Why a person chose another than the matrix proposed."""
    judged = models.JSONField(default=dict)
    """The line of the matrix as it was judged by: {level, source, editions: [[region, number, hash]]}; {} without a matter."""
    home = models.CharField(max_length=8, choices=Level.choices)
    """Who keeps it and closes it."""
    held = models.CharField(max_length=8, choices=Level.choices)
    """Who has it now: above `home` while it waits for an answer from there."""
    noted_on = models.DateField()
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.UUIDField(null=True)
    noted_by_name = models.CharField(max_length=150, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="problems")
    """Whose minutes it came from."""
    origin_kind = models.CharField(max_length=30, blank=True)
    origin_id = models.UUIDField(null=True)
    """What else it came from, a monitoring round say."""
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_by_name = models.CharField(max_length=150, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    result_text = models.TextField(blank=True)
    archived_at = models.DateTimeField(null=True)
    archive_reason = models.CharField(max_length=300, blank=True)

    paths = Paths(region="region", own={"noted_by": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["region", "topic"]),
            models.Index(fields=["origin_kind", "origin_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_on=None, result="")
                | Q(closed_at__isnull=False, closed_on__isnull=False) & ~Q(result="") & Q(held=F("home")),
                name="problem_closed_with_a_result_at_home",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("noted_on")),
                name="problem_closed_after_noted",
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_id=None) | ~Q(origin_kind="") & Q(origin_id__isnull=False),
                name="problem_origin_named_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreedAction(Row):
    """What somebody, a person with an account or an office by name, does about a problem until a day."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="agreed")
    level = models.CharField(max_length=8, choices=Level.choices)
    """Whose action it is: who may call it done or drop it besides its owner."""
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="problem_actions")
    office = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)
    """What came of it, or why it was dropped."""
    reminded_on = models.DateField(null=True)

    paths = Paths(region="problem__region", own={"owner": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner"], condition=Q(done_at=None, dropped_at=None), name="agreed_action_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) & ~Q(office="") | Q(owner__isnull=False, office=""),
                name="agreed_action_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None), name="agreed_action_done_or_dropped"
            ),
        ]

    @property
    def open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def by_whom(self) -> str:
        return self.owner.name if self.owner else self.office


class Answer(models.TextChoices):
    DECIDED = "decided", _("Sudah diputuskan; daerah melanjutkan")
    TAKEN = "taken", _("Ditangani sendiri oleh tingkat ini")
    DECLINED = "declined", _("Tidak dapat, atau bukan kewenangan tingkat ini")


class Handing(Row):
    """Handed up by one level to the next, until the answer comes back."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="handings")
    from_level = models.CharField(max_length=8, choices=Level.choices)
    to_level = models.CharField(max_length=8, choices=Level.choices)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    """The letter it came by, where the level above does not work here and others entered its answer."""
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "to_level"],
                condition=Q(answered_at=None),
                name="problem_waits_once_a_level",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, kind="", answer="")
                | Q(answered_at__isnull=False) & ~Q(kind="") & ~Q(answer=""),
                name="handing_answered_in_words",
            ),
        ]


class Said(models.TextChoices):
    NOTED = "noted", _("Dicatat")
    NOTE = "note", _("Catatan")
    EDITED = "edited", _("Isinya diubah")
    LEVEL = "level", _("Kewenangan diubah")
    AGREED = "agreed", _("Tindakan disepakati")
    DONE = "done", _("Tindakan selesai")
    DROPPED = "dropped", _("Tindakan tidak jadi")
    POSTPONED = "postponed", _("Batas waktu digeser")
    HANDED = "handed", _("Diteruskan")
    ANSWERED = "answered", _("Dijawab")
    CLOSED = "closed", _("Ditutup")
    REOPENED = "reopened", _("Dibuka kembali")
    ARCHIVED = "archived", _("Diarsipkan")
    RESTORED = "restored", _("Dikembalikan dari arsip")


class Entry(Row):
    """One line of a problem's course; `number` is its order. Never changed."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="course")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Said.choices)
    text = models.TextField(blank=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "number"], name="problem_course_in_order")]


class Ruling(Row):
    """A line of the authority matrix that a place put otherwise, for itself and below. The last of a line holds; none is changed."""

    region = RegionCode(blank=True)
    """Whose matrix: a kabupaten/kota, a province, or '' the nation."""
    matter = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    level = models.CharField(max_length=8, choices=Level.choices)
    source = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "matter", "number"], name="authority_ruling_in_order")
        ]


class ListEdition(Row):
    """Topics or lines of the matrix that a place added or took out of use. Proposed, then published by another; only its state changes."""

    class Kind(models.TextChoices):
        TOPICS = "topics", _("Topik masalah")
        MATTERS = "matters", _("Matriks kewenangan")

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu persetujuan")
        APPROVED = "approved", _("Berlaku")
        RETURNED = "returned", _("Dikembalikan")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    region = RegionCode(blank=True)
    """Whose: a kabupaten/kota, a province, or '' the nation."""
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """{rows: all lines it ever added, [{code, name, level, source}]; without: codes out of use there}."""
    reason = models.CharField(max_length=300)
    hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "region", "number"], name="problem_list_numbered"),
            models.UniqueConstraint(
                fields=["kind", "region"], condition=Q(state="waiting"), name="problem_list_waits_once"
            ),
        ]
