from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business, Person
from dampingi.records.programmes.posts import Post


class Programme(Row):
    """One year's mentoring programme of an office (WUB 2026 of Depok)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=150)
    region = RegionCode(db_index=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class Scheme(Row):
    """A way into the programme with its own criteria (WUB; women entrepreneurs, with a recommendation)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="schemes")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    criteria = models.JSONField(default=list)
    """[{code, text, required}]"""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="scheme_code_once")]


class Quota(Row):
    """Places for participants in one kelurahan."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="quotas")
    region = RegionCode()
    places = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "region"], name="quota_once_per_region")]


class Stage(Row):
    """A mentoring stage of the programme and the day it is due."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    due_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="stage_code_once")]
        ordering = ["order"]


class StageEdition(Row):
    """What the stages of a programme ask, as published on a day. Never changed: the next edition follows it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stage_editions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    """The stages in their order: `records.mentoring.tracks.rules.Rule.told`."""
    hash = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    """What changed, for those who work by it."""
    published_at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="stage_edition_numbered_once")
        ]
        ordering = ["-number"]


class PeriodClosure(Row):
    """A month of a programme that is closed: its visits, growth and reports no longer change."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="closures")
    month = models.DateField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "month"], name="period_closed_once")]


class Target(Row):
    """What an indicator should reach in a region in a period."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(max_length=40)
    region = RegionCode()
    period = models.CharField(max_length=10)
    """`2026`, `2026-Q3` or `2026-07`."""
    value = models.DecimalField(max_digits=18, decimal_places=4)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    """Where the way to it begins; None where nobody said."""
    course = models.CharField(max_length=6, blank=True)
    """Of engines/targets; '' is what the indicator's kind suggests."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "indicator", "region", "period"], name="target_once")
        ]


class Priority(models.TextChoices):
    NONE = "", _("Umum")
    LAID_OFF = "laid_off", _("Terkena PHK")
    EXTREME_POVERTY = "extreme_poverty", _("Kemiskinan ekstrem")
    DISABILITY = "disability", _("Penyandang disabilitas")


class Application(Row):
    """A person asking to join; no business is needed yet."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Diajukan")
        ACCEPTED = "accepted", _("Diterima")
        WAITING = "waiting", _("Daftar tunggu")
        REJECTED = "rejected", _("Ditolak")
        WITHDRAWN = "withdrawn", _("Mengundurkan diri")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="applications")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    region = RegionCode(db_index=True)
    priority = models.CharField(max_length=20, choices=Priority.choices, blank=True)
    door = models.CharField(max_length=10)
    """online, desk or paper."""
    idea = models.CharField(max_length=300, blank=True)
    criteria_met = models.JSONField(default=list)
    applied_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    place = models.PositiveIntegerField(null=True)
    """Place on the kelurahan's list after selection, from 1."""
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    paths = Paths(region="region", programme="programme", own={"person__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="application_once")]


class Enrolment(Row):
    """A participant (peserta): a person accepted into a programme, until the end or an exit with a reason."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="enrolments")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="enrolment")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, null=True, related_name="enrolments")
    business_until = models.DateField(null=True)
    """From this day the business is somebody else's; what was before stays the participant's."""
    region = RegionCode(db_index=True)
    """The kelurahan whose place it is, all year, wherever the business moves: quota, target and denominator are that one's."""
    enrolled_on = models.DateField()
    exited_on = models.DateField(null=True)
    exit_reason = models.TextField(blank=True)
    wants_woman = models.BooleanField(default=False)
    """They asked for a woman to accompany them; used for nothing but choosing who does."""
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    paths = Paths(
        region="region",
        programme="programme",
        caseload={"caseloads__mentor__user": USER, "caseloads__ends_on": None},
        own={"person__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="enrolment_once"),
            models.CheckConstraint(condition=Q(exited_on=None) | ~Q(exit_reason=""), name="exit_says_why"),
        ]

    def __str__(self) -> str:
        return self.person.name


class Exit(models.TextChoices):
    """Why a mentor's appointment ended before the programme did."""

    MOVED = "moved", _("Pindah")
    DIED = "died", _("Meninggal")
    ILL = "ill", _("Sakit")
    EMPLOYED = "employed", _("Bekerja di tempat lain")
    DISMISSED = "dismissed", _("Diberhentikan")
    OTHER = "other", _("Lainnya")


class Mentor(Row):
    """A person appointed to accompany participants; the level is the depth of the region they are appointed to, or that of a consultant."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="mentors")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mentors")
    name = models.CharField(max_length=150)
    sex = models.CharField(max_length=1, blank=True)
    region = RegionCode(db_index=True)
    field = models.CharField(max_length=20, blank=True)
    """Of a consultant of a service centre: a code of definitions/mentor_fields.yaml. '' accompanies the region."""
    appointed_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_kind = models.CharField(max_length=10, choices=Exit.choices, blank=True)
    end_reason = models.CharField(max_length=120, blank=True)

    paths = Paths(region="region", programme="programme", own={"user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "user"], name="mentor_once_per_programme"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("appointed_on")),
                name="mentor_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def post(self) -> Post:
        return Post(self.region, self.field)

    @property
    def level(self) -> str:
        return self.post.level


class Caseload(Row):
    """A mentor accompanies a participant from one day to another; outcomes are attributed by these dates."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="caseloads")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="caseloads")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ends_on=None), name="caseload_one_mentor_at_a_time"
            )
        ]


class ProgrammeRow(Row):
    """Something that happened in a programme, in the region where it happened that day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    region = RegionCode(db_index=True)

    class Meta:
        abstract = True


def enrolment_paths() -> Paths:
    """The reach of rows that belong to one participant through their `enrolment`."""
    return Paths(
        region="region",
        programme="programme",
        caseload={"enrolment__caseloads__mentor__user": USER, "enrolment__caseloads__ends_on": None},
        own={"enrolment__person__user": USER},
    )
