from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.loans.models import LoanApplication


class LoanDecree(Row):
    """The mayor's decision that names the loans whose interest the city pays. Personal data: who drew it up; its lines name borrowers."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu kepala")
        CLEARED = "cleared", _("Siap ditandatangani")
        ENACTED = "enacted", _("Ditetapkan")
        RETURNED = "returned", _("Dikembalikan")

    region = RegionCode(db_index=True)
    """The city's."""
    basis = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    number = models.CharField(max_length=80, blank=True)
    """The mayor's office gives it."""
    on = models.DateField(null=True)
    revision = models.PositiveSmallIntegerField(default=1)
    """Goes up with every line that fell out, and when it is enacted: each prints a paper of its own."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    enacted_by = models.UUIDField(null=True)
    enacted_by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(
        region="region",
        addressed={
            "state": "enacted", "lines__counts": True, "lines__application__bank__members__user": USER,
            "lines__application__bank__members__until": None,
        },
    )  # fmt: skip
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], condition=~Q(number=""), name="loan_decree_number_once"),
            models.CheckConstraint(
                condition=Q(state="enacted", on__isnull=False) & ~Q(number="") | ~Q(state="enacted"), name="loan_decree_enacted_with_its_number"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or str(_("Rancangan keputusan"))


class DecreeLine(Row):
    """A loan the decree names, with what it is expected to cost the city. It counts until it falls out; a loan counts in one decree."""

    decree = models.ForeignKey(LoanDecree, models.PROTECT, related_name="lines")
    application = models.ForeignKey(LoanApplication, models.PROTECT, related_name="decree_lines")
    principal = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    city = models.BigIntegerField()
    """All months together, as of the day it was drawn up."""
    counts = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(counts=True), name="loan_in_one_decree"
            ),
            models.UniqueConstraint(fields=["decree", "application"], name="loan_once_in_a_decree"),
        ]
