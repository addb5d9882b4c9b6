from dampingi.records.mentoring.models.growth import Growth, GrowthConfirmation, GrowthObjection, How
from dampingi.records.mentoring.models.outcomes import Aspect, Outcome, Reverification, ReverificationDraw
from dampingi.records.mentoring.models.plans import Plan, PlannedVisit
from dampingi.records.mentoring.models.reports import (
    MonthlyReport,
    ReportReminder,
    ReportReopening,
    ReportRules,
    ReportVersion,
)
from dampingi.records.mentoring.models.stages import StageCompletion
from dampingi.records.mentoring.models.tasks_ import Submission, Task
from dampingi.records.mentoring.models.visits import Promise, Visit

__all__ = [
    "Aspect",
    "Growth",
    "GrowthConfirmation",
    "GrowthObjection",
    "How",
    "MonthlyReport",
    "Outcome",
    "Plan",
    "PlannedVisit",
    "Promise",
    "ReportReminder",
    "ReportReopening",
    "ReportRules",
    "ReportVersion",
    "Reverification",
    "ReverificationDraw",
    "StageCompletion",
    "Submission",
    "Task",
    "Visit",
]
