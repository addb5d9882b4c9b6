from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Application, ProgrammeRow


class How(models.TextChoices):
    PHONE = "phone", _("Ditelepon")
    MET = "met", _("Ditemui")


class State(models.TextChoices):
    OPEN = "open", _("Belum dihubungi")
    ANSWERED = "answered", _("Menjawab")
    ABSENT = "absent", _("Tidak terhubung")
    REFUSED = "refused", _("Tidak bersedia")


class Survey(ProgrammeRow):
    """Asks the figures of the months from `first_month` to `last_month` (first days) of those drawn in the programme's first survey."""

    name = models.CharField(max_length=120)
    first_month = models.DateField()
    last_month = models.DateField()
    closes_on = models.DateField()
    seed = models.BigIntegerField(null=True)
    """Of the draw, on the survey that drew; whoever has it and the list of applicants can draw the same people again."""
    opened_at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        ordering = ["first_month"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "first_month"], name="survey_once_per_month"),
            models.UniqueConstraint(
                fields=["programme"], condition=models.Q(seed__isnull=False), name="survey_draws_once"
            ),
            models.CheckConstraint(
                condition=models.Q(last_month__gte=models.F("first_month")), name="survey_months_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Respondent(ProgrammeRow):
    """An applicant asked in a survey. `accepted` is how the selection stood when they were drawn; who took part and when is the enrolment's."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="respondents")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="respondents")
    accepted = models.BooleanField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    paths = Paths(region="region", programme="programme", own={"application__person__user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["survey", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["survey", "application"], name="respondent_once_per_survey")
        ]


class Answer(Row):
    """What was said, or that nobody was reached or willing. A further answer follows; the last one counts."""

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[c for c in State.choices if c[0] != State.OPEN])
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    figures = models.JSONField(default=dict)
    """"2026-01" -> {"turnover": rupiah, "weeks": weeks with sales, "workers": people, "channels": in use}."""
    note = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["respondent", "number"], name="answer_numbered_once")]
