from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.budgets.models.budgets import Budget


class Earmark(Row):
    """Money promised for something that has no record of its own in the software: a contract, a decision. Personal data: who noted it."""

    region = RegionCode(db_index=True)
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="earmarks")
    """Whose year it was first reserved in."""
    name = models.CharField(max_length=200)
    due_on = models.DateField()
    """When it is expected to be paid."""
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["budget", "due_on"], name="budget_earmarks_by_day")]

    def __str__(self) -> str:
        return self.name
