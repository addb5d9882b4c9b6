from dampingi.records.programmes.actions.applications import take_back_applications
from dampingi.records.programmes.actions.caseloads import assign_caseloads
from dampingi.records.programmes.actions.enrolments import enrol, withdraw
from dampingi.records.programmes.actions.intake import apply, select
from dampingi.records.programmes.actions.mentors import appoint_mentors, end_mentor
from dampingi.records.programmes.actions.months import close_month, reopen_month
from dampingi.records.programmes.actions.plan import create_programme, set_targets
from dampingi.records.programmes.actions.wishes import note_wish

__all__ = [
    "apply",
    "appoint_mentors",
    "assign_caseloads",
    "close_month",
    "create_programme",
    "end_mentor",
    "enrol",
    "note_wish",
    "reopen_month",
    "select",
    "set_targets",
    "take_back_applications",
    "withdraw",
]
