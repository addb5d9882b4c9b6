from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business, Person
from dampingi.records.loans.models.schemes import SchemeEdition
from dampingi.records.partners.models import Partner


class LoanApplication(Row):
    """Somebody asks for a loan under an edition of a scheme, from one bank. Personal data: the person, their needs, what they declare.

    A draft until it is handed in; then open until it ends (`End`). What happened to it are its steps.
    """

    class Door(models.TextChoices):
        OWN = "own", _("sendiri")
        MENTOR = "mentor", _("lewat pendamping")
        OFFICE = "office", _("lewat dinas")

    region = RegionCode(db_index=True)
    """The business' on the day it was asked for."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="loan_applications")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="loan_applications")
    edition = models.ForeignKey(SchemeEdition, on_delete=models.PROTECT, related_name="applications")
    bank = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="loan_applications")
    amount = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    product = models.CharField(max_length=300, blank=True)
    turnover = models.BigIntegerField(null=True)
    """A month's, as told; None where nobody said."""
    purpose = models.CharField(max_length=500, blank=True)
    declared = models.JSONField(default=dict)
    """requirement -> true or false, as the applicant states it themselves."""
    door = models.CharField(max_length=10, choices=Door.choices)
    begun_at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    submitted_on = models.DateField(null=True)
    """The day it was handed in, in the region's zone; None while it is a draft."""
    reached = models.CharField(max_length=20, blank=True)
    """The last step of its scheme that was taken; '' before the first. Kept with the steps, for lists."""
    disbursed_after = models.PositiveIntegerField(null=True)
    """Days from handing in to paying out; kept with that step, for figures."""
    last_due = models.DateField(null=True)
    """When the last instalment falls due by the schedule that holds; kept with that schedule, for lists. None before the akad."""
    ended_on = models.DateField(null=True)
    """Kept with its end."""

    paths = Paths(
        region="region",
        own={"person__user": USER},
        caseload={
            "business__enrolments__business_until": None, "business__enrolments__caseloads__mentor__user": USER,
            "business__enrolments__caseloads__ends_on": None,
        },
        addressed={"bank__members__user": USER, "bank__members__until": None, "submitted_on__isnull": False, "steps__code": "office_check"},
    )  # fmt: skip
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business"], condition=Q(ended_on=None), name="loan_open_once"),
            models.CheckConstraint(condition=Q(amount__gt=0, amount__lte=10**13), name="loan_amount_sane"),
            models.CheckConstraint(condition=Q(turnover=None) | Q(turnover__gte=0), name="loan_turnover_not_negative"),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=False) | Q(reached=""), name="loan_draft_has_no_steps"
            ),
        ]  # fmt: skip


class Document(Row):
    """A paper of an application: sealed as it came; an image's re-encoded copy is shown, a PDF only downloaded. Personal data: all of it."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("Foto")
        PDF = "pdf", _("PDF")

    application = models.ForeignKey(LoanApplication, on_delete=models.CASCADE, related_name="documents")
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    original = models.FileField(upload_to="sealed/loans/")
    shown = models.FileField(upload_to="sealed/loans-shown/", blank=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "code", "sha256"], name="loan_document_once")
        ]


class Check(Row):
    """Whether a requirement is met, as a person of the office found; the software only proposes."""

    class Verdict(models.TextChoices):
        MET = "met", _("Terpenuhi")
        NOT_MET = "not_met", _("Tidak terpenuhi")
        UNKNOWN = "unknown", _("Belum jelas")

    application = models.ForeignKey(LoanApplication, on_delete=models.CASCADE, related_name="checks")
    requirement = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "requirement"], name="loan_requirement_checked_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict="met") | ~Q(reason=""), name="loan_check_says_why_not"
            ),
        ]


class Step(Row):
    """A step of the scheme that was taken. Written once."""

    application = models.ForeignKey(LoanApplication, on_delete=models.PROTECT, related_name="steps")
    code = models.CharField(max_length=20)
    on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="loan_step_once")]


class Survey(Row):
    """What the bank offers after its survey. Personal data: the note."""

    application = models.OneToOneField(LoanApplication, on_delete=models.PROTECT, related_name="survey")
    on = models.DateField()
    principal = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(principal__gt=0), name="loan_survey_offers_something")
        ]


class End(Row):
    """Why an application came to nothing: one coded reason. A bank's reason and its note are for finance officers only. Written once."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("Ditolak dinas")
        BANK = "bank", _("Ditolak bank")
        WITHDRAWN = "withdrawn", _("Mundur")

    application = models.OneToOneField(LoanApplication, on_delete=models.PROTECT, related_name="end")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=30)
    note = models.CharField(max_length=500, blank=True)
    after = models.CharField(max_length=20, blank=True)
    """The step it had reached."""
    on = models.DateField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
