from django.db import models
from django.utils.translation import gettext_lazy as _

from dampingi.insight.reviews.models import Signed


class Level(models.TextChoices):
    INPUT = "input", _("Masukan")
    ACTIVITY = "activity", _("Kegiatan")
    OUTPUT = "output", _("Keluaran")
    OUTCOME = "outcome", _("Hasil")
    IMPACT = "impact", _("Dampak")


class Verdict(models.TextChoices):
    REACHED = "reached", _("Tercapai")
    PARTLY = "partly", _("Sebagian")
    NOT_REACHED = "not_reached", _("Tidak tercapai")
    NOT_ASSESSABLE = "not_assessable", _("Tidak dapat dinilai")


class Theory(Signed):
    """One edition of what the programme is meant to put in, do, deliver and change. Never changed: the next edition follows it."""

    number = models.PositiveIntegerField()
    rows = models.JSONField()
    """[{code, level, text, planned, source}] in their order."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it differs from the edition before."""
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="theory_numbered")]


class Judgement(Signed):
    """What a person concludes of a row, with what was found that day. A further one follows; the last counts as long as the row says the same."""

    theory = models.ForeignKey(Theory, on_delete=models.PROTECT, related_name="judgements")
    row = models.CharField(max_length=30)
    row_hash = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    """Of the programme's judgements of this row."""
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    reason = models.CharField(max_length=1000)
    found = models.CharField(max_length=300, blank=True)
    """As the records told it when it was judged."""
    evidence = models.CharField(max_length=300, blank=True)
    """Where else it can be seen, in words."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "row", "number"], name="judgement_numbered")
        ]
