from django.db import models

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.mentoring.models.paths import paths_of_mentor
from dampingi.records.mentoring.models.visits import Visit
from dampingi.records.programmes.models import Enrolment, Mentor, ProgrammeRow


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

    paths = paths_of_mentor()
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "enrolment"], name="planned_once_a_plan")]

    @property
    def done(self) -> bool:
        return self.visit is not None and self.visit.archived_at is None
