from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Enrolment, Mentor, ProgrammeRow


class Kind(models.TextChoices):
    FEE = "fee", _("Diminta uang, barang, atau imbalan")
    CODE = "code", _("Diminta kode masuk atau konfirmasi saya")
    ABSENT = "absent", _("Pendamping tidak pernah datang")
    CONDUCT = "conduct", _("Perlakuan tidak pantas")
    POLITICS = "politics", _("Diajak ke kegiatan politik")
    DATA = "data", _("Data saya salah atau disalahgunakan")
    OTHER = "other", _("Lainnya")


class Outcome(models.TextChoices):
    FOUNDED = "founded", _("Terbukti dan ditindaklanjuti")
    UNFOUNDED = "unfounded", _("Tidak terbukti")
    REFERRED = "referred", _("Diteruskan kepada Inspektorat")
    SETTLED = "settled", _("Selesai dengan penjelasan")


class Complaint(ProgrammeRow):
    """A participant complains to the office. Never shown to a mentor."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="complaints")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, null=True, related_name="complaints")
    """Whom it is about, if a mentor."""
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()
    amount = models.BigIntegerField(null=True)
    """Rupiah that were asked or paid."""
    happened_on = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_by_name = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    paths = Paths(region="region", programme="programme", own={"enrolment__person__user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "closed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None, outcome="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(outcome="")),
                name="complaint_closed_says_how",
            )
        ]


class Word(Row):
    """Something said about a complaint, by the participant or by the office; internal words are the office's alone."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="words")
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    from_office = models.BooleanField()
    internal = models.BooleanField(default=False)
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(internal=False) | models.Q(from_office=True),
                name="complaint_word_internal_is_the_office",
            )
        ]
