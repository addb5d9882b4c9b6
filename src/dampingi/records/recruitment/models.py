from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import ProgrammeRow
from dampingi.records.programmes.posts import Post


class Declaration(Row):
    """An edition of the declaration of neutrality, word for word."""

    edition = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    hash = models.CharField(max_length=64, unique=True)
    published_at = models.DateTimeField(default=timezone.now)


class Call(ProgrammeRow):
    """An office seeks mentors for a programme."""

    title = models.CharField(max_length=150)
    about = models.TextField(blank=True)
    """What the task is, the honorarium, whom to ask."""
    opens_on = models.DateField()
    closes_on = models.DateField()
    """The last day to apply."""
    requirements = models.JSONField()
    """[{code, value, document, needed}], as opened."""
    criteria = models.JSONField()
    """[{code, name, weight}] of interview and test."""
    passing = models.PositiveSmallIntegerField(default=60)
    """Points from 0 to 100; below, nobody is chosen or waits."""
    keep_days = models.PositiveSmallIntegerField(default=180)
    """So long after the decision the data of those not chosen is kept."""
    objection_days = models.PositiveSmallIntegerField(default=0)
    """So long after a decision those not chosen may object; nobody is appointed before it is over. 0: not provided for."""
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="calls")
    opened_at = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    """Of everything above, when it was opened."""
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region", programme="programme", event={"examiners__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="call_closes_after_opening"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Vacancy(Row):
    """Places for mentors in one region, or for a service centre's consultants of one field there."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="vacancies")
    region = RegionCode()
    field = models.CharField(max_length=20, blank=True)
    places = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "region", "field"], name="vacancy_once_a_post")
        ]

    @property
    def post(self) -> Post:
        return Post(self.region, self.field)


class Examiner(Row):
    """Someone who scores the applicants of a call, after declaring their interests."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="examiners")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="examinerships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="examiner_once_a_call")]


class Applicant(ProgrammeRow):
    """A person applies for one post of a call. `region` is the one applied for."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Terkirim")
        CHOSEN = "chosen", _("Terpilih")
        WAITING = "waiting", _("Daftar tunggu")
        REJECTED = "rejected", _("Tidak terpilih")
        WITHDRAWN = "withdrawn", _("Mengundurkan diri")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applicants")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="mentor_applications")
    """Whoever was logged in while applying: mentors of the year before."""
    name = models.CharField(max_length=150)
    phone = models.CharField(max_length=20, db_index=True)
    email = models.EmailField(blank=True)
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)
    education = models.CharField(max_length=10, blank=True)
    domicile = RegionCode(blank=True)
    field = models.CharField(max_length=20, blank=True)
    """Of a consultant's post: what is applied for, beside the region."""
    answers = models.JSONField(default=dict)
    """requirement -> what the applicant says of it."""
    fields = models.JSONField(default=list)
    """Codes of definitions/mentor_fields.yaml."""
    motivation = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField(default=timezone.now)
    begun_from = models.CharField(max_length=32, blank=True)
    """Blind index of the network address while it is a draft: one machine cannot flood a call."""
    submitted_at = models.DateTimeField(null=True)
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64)
    """Of the code to come back with."""
    failures = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    """As decided upon."""
    place = models.PositiveSmallIntegerField(null=True)
    """On the list of the region, from 1."""
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    final_on = models.DateField(null=True)
    """From this day the decision can no longer be objected to; None where that is not provided for."""
    redact_on = models.DateField(null=True, db_index=True)
    redacted_at = models.DateTimeField(null=True)

    paths = Paths(region="region", programme="programme", event={"call__examiners__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "phone"],
                condition=~Q(phone="") & ~Q(state="draft"),
                name="applicant_once_a_call",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(declared_at__isnull=False, submitted_at__isnull=False),
                name="applicant_declared_before_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("chosen", "waiting", "rejected")) | ~Q(reason=""),
                name="applicant_decision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def post(self) -> Post:
        return Post(self.region, self.field)


class Appeal(Row):
    """An applicant who was not chosen objects (sanggah) to the decision; someone other than the decider answers."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Diterima")
        REFUSED = "refused", _("Ditolak")

    applicant = models.OneToOneField(Applicant, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.UUIDField(null=True)
    """Who had decided what is objected to."""
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None, reason="")
                | Q(answered_at__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
                name="appeal_answer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=models.F("decided_by")),
                name="appeal_answered_by_another",
            ),
        ]


class Enclosure(Row):
    """A paper an applicant enclosed: sealed as it came, and the copy that is shown, sealed as well."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("Foto")
        PDF = "pdf", _("PDF")

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="enclosures")
    requirement = models.CharField(max_length=20)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    original = models.FileField(upload_to="sealed/recruitment/")
    shown = models.FileField(upload_to="sealed/recruitment-shown/", blank=True)
    """Of an image: the re-encoded copy. A PDF is only ever downloaded."""
    at = models.DateTimeField(default=timezone.now)


class Check(Row):
    """Whether an applicant meets one requirement, as someone of the office found."""

    class Verdict(models.TextChoices):
        MET = "met", _("Terpenuhi")
        NOT_MET = "not_met", _("Tidak terpenuhi")
        DOUBTFUL = "doubtful", _("Meragukan")

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="checks")
    requirement = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["applicant", "requirement"], name="requirement_checked_once"),
            models.CheckConstraint(condition=Q(verdict="met") | ~Q(reason=""), name="check_says_why_not"),
        ]


class Sheet(Row):
    """An examiner's points for an applicant, handed in once and not changed afterwards."""

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="sheets")
    examiner = models.ForeignKey(Examiner, on_delete=models.PROTECT, related_name="sheets")
    points = models.JSONField()
    """criterion -> 0 to 100."""
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["applicant", "examiner"], name="sheet_once")]


class InterestDeclaration(Row):
    """Someone stated their interests in a call; before that they neither check, score nor decide."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="interest_declarations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="interests_declared_once")]


class Interest(Row):
    """A relative, partner or other tie to an applicant: who declared it stays out of that application."""

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="interests")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["applicant", "user"], name="interest_once")]
