from dampingi.records.mentoring.actions.deadlines import set_report_rules
from dampingi.records.mentoring.actions.growth import confirm_growth, correct_growth, record_growth
from dampingi.records.mentoring.actions.meetings import record_meeting
from dampingi.records.mentoring.actions.objections import object_to_growth, settle_objection
from dampingi.records.mentoring.actions.outcomes import draw_reverification, report_outcomes, reverify
from dampingi.records.mentoring.actions.promises import put_off
from dampingi.records.mentoring.actions.reopening import reopen_report
from dampingi.records.mentoring.actions.reports import (
    draft_reports,
    submit_reports,
    write_report,
    write_reports,
)
from dampingi.records.mentoring.actions.stages import complete_stages
from dampingi.records.mentoring.actions.visits import archive_visits, record_visits

__all__ = [
    "archive_visits",
    "complete_stages",
    "confirm_growth",
    "correct_growth",
    "draft_reports",
    "draw_reverification",
    "object_to_growth",
    "put_off",
    "record_growth",
    "record_meeting",
    "record_visits",
    "reopen_report",
    "report_outcomes",
    "reverify",
    "set_report_rules",
    "settle_objection",
    "submit_reports",
    "write_report",
    "write_reports",
]
