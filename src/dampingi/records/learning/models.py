import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business
from dampingi.records.programmes.models import Enrolment, Programme, ProgrammeRow, enrolment_paths


class Subject(models.TextChoices):
    BASIC = "basic", _("Kewirausahaan dasar")
    MARKETING = "marketing", _("Pemasaran")
    SENTRA = "sentra", _("Pengembangan sentra")
    FINANCE = "finance", _("Keuangan")
    LEGALITY = "legality", _("Legalitas")


class Curriculum(Row):
    """What a programme teaches, in order. For whoever has a part in the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="curricula")
    title = models.CharField(max_length=150)
    least_share = models.PositiveSmallIntegerField(default=80)
    """Percent of the modules one must have attended for the certificate."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "title"], name="curriculum_titled_once"),
            models.CheckConstraint(
                condition=Q(least_share__gte=1, least_share__lte=100), name="curriculum_share"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Module(Row):
    """One part of a curriculum; trainings are held of it."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="modules")
    order = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=12, choices=Subject.choices)
    title = models.CharField(max_length=150)
    outcome = models.CharField(max_length=300)
    """What one can do afterwards."""
    minutes = models.PositiveIntegerField()

    class Meta:
        ordering = ["order", "title", "id"]
        constraints = [models.UniqueConstraint(fields=["curriculum", "title"], name="module_titled_once")]

    def __str__(self) -> str:
        return self.title


class Handout(Row):
    """Something to read: a sealed paper, or an address."""

    class Kind(models.TextChoices):
        LINK = "link", _("Tautan")
        IMAGE = "image", _("Gambar")
        PDF = "pdf", _("PDF")

    title = models.CharField(max_length=150)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    link = models.URLField(max_length=500, blank=True)
    original = models.FileField(upload_to="sealed/materials/", blank=True)
    shown = models.FileField(upload_to="sealed/materials-shown/", blank=True)
    """Of an image: the re-encoded copy, sealed as well. A PDF is only ever downloaded."""
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        abstract = True
        ordering = ["title", "id"]


class Material(Handout):
    """What a module is taught with."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="materials")


ASPECTS = ("clear", "useful", "mastery")
"""What participants judge of a session, 1 not at all to 5 very much. Texts: speaking.QUESTIONS."""


class Speaker(Row):
    """Who teaches. Personal data: the name."""

    region = RegionCode(db_index=True)
    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=150, blank=True)
    about = models.CharField(max_length=500, blank=True)
    retired_at = models.DateTimeField(null=True)
    """No longer offered for trainings."""

    paths = Paths(region="region")
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.name


class Training(ProgrammeRow):
    """A training session held in a region."""

    subject = models.CharField(max_length=12, choices=Subject.choices)
    module = models.ForeignKey(Module, on_delete=models.PROTECT, null=True, related_name="trainings")
    title = models.CharField(max_length=150)
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=150, blank=True)
    speaker = models.CharField(max_length=150, blank=True)
    """As announced; of a speaker on record, the name."""
    spoken_by = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, related_name="trainings")
    places = models.PositiveIntegerField(null=True)
    """How many may come. Without it nobody registers: everyone of the region is invited."""
    closes_on = models.DateField(null=True)
    """The last day to register, where there are places."""
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(places=None, closes_on=None) | Q(places__gte=1, closes_on__lte=F("on")),
                name="training_places_close",
            )
        ]


class Registration(ProgrammeRow):
    """A participant asks for a place in a training: has one, waits in the order of asking, or stepped back. `region` is theirs."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="registrations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="registrations")
    number = models.PositiveIntegerField()
    """The order of asking, given under the training's lock: clocks may stand still or go back."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    placed_at = models.DateTimeField(null=True)
    """Since when there is a place; without it the participant waits."""
    waited = models.BooleanField(default=False)
    """The place came later, when somebody made room."""
    left_at = models.DateTimeField(null=True)
    left_by_name = models.CharField(max_length=150, blank=True)
    left_reason = models.CharField(max_length=300, blank=True)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "enrolment"], condition=Q(left_at=None), name="registered_once"
            )
        ]


class Attendance(ProgrammeRow):
    """An invited participant came or did not. `region` is the participant's."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    present = models.BooleanField()
    pre = models.PositiveSmallIntegerField(null=True)
    """Test before, 0 to 100."""
    post = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(null=True, default=timezone.now)
    """When it was recorded; None of rows from before this was kept."""
    own = models.BooleanField(default=False)
    """The participant scanned the code on the screen; else someone kept the list."""

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "enrolment"], name="attendance_once")]


class CardReplacement(ProgrammeRow):
    """A participant's card was lost or shown by somebody else: the ones before are no good any more. `region` is theirs."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="card_replacements")
    number = models.PositiveSmallIntegerField()
    """Of the card that came instead; the first card, which nothing stands for, is 1."""
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="card_replaced_once"),
            models.CheckConstraint(condition=Q(number__gte=2), name="card_number"),
        ]


class Heard(Row):
    """A participant judged a session: that they did, not what they said."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="heard")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="heard")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "enrolment"], name="heard_once")]


class Opinion(models.Model):
    """One answer about a session: no person, no moment. Its id is a random one, because a UUIDv7 tells when it was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="opinions")
    clear = models.PositiveSmallIntegerField()
    useful = models.PositiveSmallIntegerField()
    mastery = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{a}__gte": 1, f"{a}__lte": 5}), name=f"opinion_{a}_1_to_5"
            )
            for a in ASPECTS
        ]


class Completion(ProgrammeRow):
    """A participant attended enough of a curriculum, as the office established; frozen with what they attended. `region` is theirs."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="completions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="learned")
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    total = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField()
    """The modules there were, and the percent the rule asked for, that day."""
    sessions = models.JSONField()
    """[{title, on, minutes}], one for each module attended."""

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["curriculum", "enrolment"], name="completed_once")]


class Invitation(Row):
    """A business asked to a planned training because something holds it back; not only participants are. `region` is the business's."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="invitations")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="invitations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="invitations")
    """Of the owner in the training's programme; without one, attendance is not recorded."""
    region = RegionCode(db_index=True)

    paths = Paths(
        region="region",
        caseload={"enrolment__caseloads__mentor__user": USER, "enrolment__caseloads__ends_on": None},
        own={"business__owner__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "business"], name="invited_once")]
