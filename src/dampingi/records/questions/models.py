from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Enrolment, Mentor, ProgrammeRow


class Channel(models.TextChoices):
    ONLINE = "online", _("Lewat halaman ini")
    WHATSAPP = "whatsapp", "WhatsApp"
    PHONE = "phone", _("Telepon")
    IN_PERSON = "person", _("Datang langsung")


class State(models.TextChoices):
    NEW = "new", _("Menunggu diarahkan")
    WITH = "with", _("Menunggu jawaban")
    ASKED_BACK = "back", _("Menunggu keterangan penanya")
    ANSWERED = "answered", _("Sudah dijawab")
    RESOLVED = "resolved", _("Selesai")


class Resolution(models.TextChoices):
    ASKER = "asker", _("Penanya merasa terbantu")
    DESK = "desk", _("Dinyatakan selesai setelah ditanyakan kepada penanya")
    SILENCE = "silence", _("Tidak ada tanggapan setelah dijawab")


OPEN = (State.NEW, State.WITH, State.ASKED_BACK, State.ANSWERED)
WAITING = (State.NEW, State.WITH)
"""What waits for an answer of ours."""


class PromiseEdition(Row):
    """Within how many days an office promises to answer, as published on a day. Never changed: the next edition follows it."""

    region = RegionCode(db_index=True)
    number = models.PositiveIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    resolve_days = models.PositiveSmallIntegerField()
    silence_days = models.PositiveSmallIntegerField()
    """So many days after an answer without a word, the question counts as resolved."""
    reason = models.CharField(max_length=300)
    published_at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="promise_numbered_once"),
            models.CheckConstraint(
                condition=Q(
                    answer_days__gte=1, silence_days__gte=1, resolve_days__gte=models.F("answer_days")
                ),
                name="promise_plausible",
            ),
        ]


class Question(ProgrammeRow):
    """What a participant, or one of an earlier programme, wants to know of the clinic."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="questions")
    field = models.CharField(max_length=20, blank=True)
    """A code of definitions/constraint_fields.yaml; '' until somebody knows."""
    text = models.TextField(blank=True)
    """'' only beside a voice note."""
    channel = models.CharField(max_length=10, choices=Channel.choices)
    at = models.DateTimeField(default=timezone.now)
    asked_on = models.DateField(db_index=True)
    """The calendar day in the asker's region, as are `answered_on` and `resolved_on`: promises are kept by days."""
    noted_by = models.UUIDField(null=True)
    """Who entered it for the participant; None: the participant did."""
    noted_by_name = models.CharField(max_length=150, blank=True)
    promise = models.ForeignKey(PromiseEdition, on_delete=models.PROTECT, null=True, related_name="questions")
    answer_by = models.DateField(null=True)
    resolve_by = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    handler = models.ForeignKey(Mentor, on_delete=models.PROTECT, null=True, related_name="questions")
    """Whom the office asked to answer."""
    first_answer_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    """Of the first answer."""
    last_answer_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_on = models.DateField(null=True)
    """Where nobody said a word after it, the day of the last answer: silence is not the answerer's delay."""
    resolution = models.CharField(max_length=10, choices=Resolution.choices, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    """When somebody passed the latest answer on to a participant who does not come here."""
    told_by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(
        region="region",
        programme="programme",
        caseload={"enrolment__caseloads__mentor__user": USER, "enrolment__caseloads__ends_on": None},
        own={"enrolment__person__user": USER},
        addressed={"handler__user": USER, "handler__ended_on": None},
    )
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "state"]), models.Index(fields=["state", "last_answer_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolution="") & ~Q(state="resolved")
                | Q(resolved_at__isnull=False, state="resolved") & ~Q(resolution=""),
                name="question_resolved_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "resolved"]) | Q(first_answer_at__isnull=False),
                name="question_resolved_was_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state="with") | Q(handler__isnull=False), name="question_with_somebody"
            ),
        ]


class Word(Row):
    """Something said about a question after it was asked."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("Jawaban")
        ASK_BACK = "back", _("Pertanyaan balik")
        MORE = "more", _("Keterangan penanya")
        REOPENED = "reopened", _("Belum terjawab")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    """Who said it, or who noted it for the participant."""
    text = models.TextField()


class Handing(Row):
    """A question was given to somebody to answer, or back to the office; why."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="handings")
    to = models.ForeignKey(Mentor, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)


class QuestionFile(Row):
    """A photo or a voice note that came with a question. A photo is shown by its copy; what is said is played as it came."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Foto")
        VOICE = "voice", _("Pesan suara")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    media = models.CharField(max_length=20)
    """The media type that its first bytes say."""
    original = models.FileField(upload_to="sealed/questions/")
    """Sealed."""
    shown = models.FileField(upload_to="sealed/questions-shown/", blank=True)
    """Sealed; '' for a voice note."""
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
