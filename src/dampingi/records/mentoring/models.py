from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import (
    Enrolment,
    Mentor,
    Programme,
    ProgrammeRow,
    Stage,
    StageEdition,
    enrolment_paths,
)


def _paths_of_mentor() -> Paths:
    """Rows a mentor made: theirs are those they wrote, whoever is in their caseload today."""
    return Paths(
        region="region",
        programme="programme",
        caseload={"enrolment__caseloads__mentor__user": USER, "enrolment__caseloads__ends_on": None},
        own={"mentor__user": USER},
    )


class Visit(ProgrammeRow):
    """A mentor met a participant. Immutable as captured; corrections are revisions."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="visits")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(db_index=True)
    minutes = models.PositiveIntegerField()
    topic = models.CharField(max_length=40)
    """A code of definitions/topics.yaml."""
    advice = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    photo = models.FileField(upload_to="visits/", blank=True)
    """The re-encoded copy, without position or camera data."""
    photo_original = models.FileField(upload_to="sealed/visits/", blank=True)
    """As it came, encrypted; never served."""
    hash = models.CharField(max_length=64)
    """Of the body as captured: the same id with another body is a conflict."""
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)
    """Taken back with the batch it came in; counts for nothing."""

    paths = _paths_of_mentor()
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=600), name="visit_minutes_plausible"
            )
        ]


class Promise(ProgrammeRow):
    """A day on which a participant was promised a visit: said at a visit, or when an earlier promise was put off.

    Rows never change: whether it was kept, put off or missed is read from what happened since (`queries.promises`).
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="promises")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="promises")
    """Who promised; who was to keep it is who held the caseload on the day."""
    since = models.DateField()
    """The first day on which a visit keeps it."""
    day = models.DateField()
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="promises")
    """At which it was said; of one that was put off, that of the first."""
    moved_from = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="moved_to")
    reason = models.CharField(max_length=20, blank=True)
    """Why the earlier one was put off: a code of definitions/put_off.yaml."""
    note = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "day"])]
        constraints = [
            models.CheckConstraint(condition=Q(day__gte=F("since")), name="promise_lies_ahead"),
            models.CheckConstraint(
                condition=Q(moved_from=None, reason="") | (Q(moved_from__isnull=False) & ~Q(reason="")),
                name="promise_put_off_says_why",
            ),
        ]


class StageCompletion(ProgrammeRow):
    """A participant finished a stage on a day; no row while they have not."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="completions")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="completions")
    done_on = models.DateField()
    by = models.CharField(max_length=200)
    needed = models.BooleanField(default=True)
    """False where a stage by need was settled as not needed; it counts as dealt with, with its reason."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was not needed, or why the office let it pass without all of its evidence."""
    edition = models.ForeignKey(StageEdition, on_delete=models.PROTECT, null=True, related_name="+")
    """What the stage asked that day; None where the programme asked for nothing yet."""
    evidence = models.JSONField(default=list)
    """What was there that day: [{kind, what, count, met, on, found}] (`tracks.checking.Checked.told`)."""

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "stage"], name="stage_completed_once"),
            models.CheckConstraint(
                condition=Q(needed=True) | ~Q(reason=""), name="stage_not_needed_says_why"
            ),
        ]


class Task(Row):
    """Work set for the participants of a programme, or of one region of it. How it is handed in and marked: records/tasks."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    due_on = models.DateField()
    region = RegionCode(default="")
    """For the participants of this region; '' for all."""
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, related_name="tasks")
    """The stage it belongs to, for whoever reads the list."""


class Submission(ProgrammeRow):
    """Where a participant's answer to a task stands: its latest version's text, and the latest mark."""

    class State(models.TextChoices):
        HANDED_IN = "handed_in", _("Menunggu dinilai")
        RETURNED = "returned", _("Dikembalikan")
        ACCEPTED = "accepted", _("Diterima")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="submissions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="submissions")
    on = models.DateField()
    """When it was first handed in: one that was returned does not become late by being mended."""
    by = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HANDED_IN)
    version = models.PositiveIntegerField(default=1)
    score = models.PositiveSmallIntegerField(null=True)
    """0 to 100, by the mentor."""
    feedback = models.TextField(blank=True)

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "enrolment"], name="submission_once")]


class Growth(ProgrammeRow):
    """A participant's business in one month, as reported. The first row of an enrolment is its baseline."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="growth")
    month = models.DateField()
    """First day of the month."""
    baseline = models.BooleanField(default=False)
    turnover = models.BigIntegerField()
    """Rupiah in the month."""
    workers = models.PositiveIntegerField()
    products = models.PositiveIntegerField()
    """Products on offer."""
    channels = models.PositiveIntegerField()
    """Marketing channels in use."""
    weeks_with_sales = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField(default=4)
    has_nib = models.BooleanField()
    carried = models.JSONField(default=list)
    """Figures that were said to be unchanged since the month on record before, and not counted anew."""
    reported_by = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True)
    """The participant confirmed the figures."""

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "month"], name="growth_once_a_month"),
            models.CheckConstraint(condition=Q(turnover__gte=0), name="growth_turnover_not_negative"),
        ]


class How(models.TextChoices):
    SELF = "self", _("Oleh peserta sendiri")
    PHONE = "phone", _("Petugas lain menelepon peserta")
    MET = "met", _("Petugas lain bertemu peserta")


class GrowthConfirmation(Row):
    """Who said that a month's figures are right, and how: the participant, or an officer who asked them. Corrected figures are confirmed anew."""

    growth = models.ForeignKey(Growth, on_delete=models.CASCADE, related_name="confirmations")
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    how = models.CharField(max_length=10, choices=How.choices)
    device = models.UUIDField(null=True, db_index=True)
    """The browser (records/access) in which the participant's page was open."""


class GrowthObjection(Row):
    """The participant says that a month's figures are wrong. The office settles it; nothing is overwritten by it."""

    growth = models.ForeignKey(Growth, on_delete=models.CASCADE, related_name="objections")
    figures = models.JSONField(default=dict)
    """figure -> what the participant says is right; {} where they only say what is wrong."""
    comment = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    device = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_by_name = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(
        max_length=10, blank=True,
        choices=(("taken", _("Angka peserta dipakai")), ("kept", _("Angka semula dipertahankan")), ("withdrawn", _("Ditarik peserta"))),
    )  # fmt: skip
    answer = models.TextField(blank=True)
    """To the participant."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["growth"], condition=Q(settled_at=None), name="growth_objected_to_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="objection_settled_says_how",
            ),
        ]


class Aspect(models.TextChoices):
    BASIC = "basic", _("Kewirausahaan dasar")
    MARKETING = "marketing", _("Intervensi pemasaran")
    SENTRA = "sentra", _("Pengembangan sentra")


class Outcome(ProgrammeRow):
    """What the mentor reports of a participant per aspect; passed = achieved in all three."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="outcomes")
    aspect = models.CharField(max_length=10, choices=Aspect.choices)
    achieved = models.BooleanField()
    on = models.DateField()
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="outcomes")

    paths = enrolment_paths()
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "aspect"], name="outcome_once_per_aspect")
        ]


class ReverificationDraw(ProgrammeRow):
    """A participant the lot fell on: someone else looks at their outcome again."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="reverification_draw")
    seed = models.BigIntegerField()
    """Whoever has the seed and the list of participants can draw the same sample again."""
    drawn_at = models.DateTimeField(default=timezone.now)

    paths = enrolment_paths()
    objects = ScopedManager()


class Reverification(ProgrammeRow):
    """A randomly drawn participant's outcome, looked at again by another person: achieved all three aspects or not."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="reverification")
    passed = models.BooleanField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    on = models.DateField()
    note = models.TextField(blank=True)

    paths = enrolment_paths()
    objects = ScopedManager()


class MonthlyReport(ProgrammeRow):
    """A mentor's report of a month: drafted from its records, approved upwards, then locked."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Diajukan")
        RETURNED = "returned", _("Dikembalikan")
        APPROVED = "approved", _("Disetujui")

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="reports")
    month = models.DateField()
    due_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    figures = models.JSONField(default=dict)
    """The month's numbers, frozen at submission: see queries.month_figures."""
    obstacle = models.TextField(blank=True)
    success = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    submitted_on = models.DateField(null=True)
    """When it was first handed in: a returned report does not become late by being mended."""
    approved_on = models.DateField(null=True)

    paths = Paths(region="region", programme="programme", own={"mentor__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentor", "month"], name="report_once_a_month")]
        indexes = [models.Index(fields=["region", "month"])]

    @property
    def late(self) -> bool | None:
        """Handed in after its due day; None while it is not handed in."""
        return self.submitted_on > self.due_on if self.submitted_on else None

    @property
    def editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class ReportVersion(Row):
    """What was handed in, word for word: one for each time, so that a mended report does not hide the first."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    submitted_on = models.DateField()
    figures = models.JSONField()
    obstacle = models.TextField()
    success = models.TextField()
    plan = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "version"], name="report_version_once")]


class ReportRules(Row):
    """When a programme's monthly reports are due. A programme without a row goes by the defaults."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="report_rules")
    due_day = models.PositiveSmallIntegerField(default=5)
    """Of the following month."""
    remind_days = models.PositiveSmallIntegerField(default=2)
    """So many days before, who has not handed in is reminded; 0 is only on the day itself."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_day__gte=1, due_day__lte=28, remind_days__lte=20),
                name="report_rules_plausible",
            )
        ]


class ReportReminder(Row):
    """A mentor was reminded of a month's report; each kind once."""

    class Kind(models.TextChoices):
        SOON = "soon", _("Sebelum batas waktu")
        DUE = "due", _("Pada batas waktu")
        LATE = "late", _("Sehari sesudahnya")
        WEEK = "week", _("Seminggu sesudahnya")

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="report_reminded_once_a_kind")]


class ReportReopening(Row):
    """An approved report was opened again, for a reason; the version approved before stays on record."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="reopenings")
    version = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="report_reopened_once_a_version")
        ]


class Plan(Row):
    """The office asks mentors to visit businesses about a topic by a day, because something holds them back."""

    region = RegionCode(db_index=True)
    topic = models.CharField(max_length=40)
    """A code of definitions/topics.yaml."""
    about = models.CharField(max_length=40, blank=True)
    """A code of definitions/constraints.yaml or constraint_fields.yaml: why."""
    note = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    made_on = models.DateField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    unmet = models.JSONField(default=list)
    """[business id, why]: who was meant and could not be planned (actions.plans.WHY_NOT)."""
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()


class PlannedVisit(ProgrammeRow):
    """One participant a mentor is to visit; done when the visit is recorded."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="visits")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="planned_visits")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="planned_visits")
    """Whose caseload it was in that day; after a handover the next mentor sees it."""
    visit = models.ForeignKey(Visit, on_delete=models.SET_NULL, null=True, related_name="planned")

    paths = _paths_of_mentor()
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "enrolment"], name="planned_once_a_plan")]

    @property
    def done(self) -> bool:
        return self.visit is not None and self.visit.archived_at is None
