from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.records.programmes.models import Enrolment, ProgrammeRow


class Signed(ProgrammeRow):
    """Who wrote it and when. Never changed."""

    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        abstract = True


class ExitRule(Signed):
    """Which of those who left are not counted in the second rate, as published. The latest holds for what is frozen after it."""

    number = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    """Whoever left within so many days of being enrolled; 0: nobody is left out."""
    replaced = models.BooleanField(default=False)
    """Only where somebody else took the place."""
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="exit_rule_numbered")]


class Freeze(Signed):
    """The rates of a programme as they stood at the end of a day, stored as numerators and denominators."""

    number = models.PositiveIntegerField()
    as_of = models.DateField()
    rule = models.ForeignKey(ExitRule, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    body = models.JSONField()
    """See rates.py."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="review_freeze_numbered")]


class Counted(ProgrammeRow):
    """A participant as counted in a freeze. Personal data: which participant, and yes or no; names are read from the register by who may."""

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="people")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    part = RegionCode(db_index=True)
    counts = models.JSONField()
    """rate -> true, false, or null where it is not known."""
    enrolled_on = models.DateField()
    exited_on = models.DateField(null=True)
    replaced = models.BooleanField()
    excluded = models.BooleanField()
    """By the rule, in the second rate."""
    reverified = models.BooleanField(null=True)
    """What another person found of `passed`; null for those the lot did not fall on or who were not looked at yet."""

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["freeze", "enrolment"], name="counted_once_a_freeze")]
