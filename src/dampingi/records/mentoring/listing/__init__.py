"""The lists of participants, visits, monthly reports and of those drawn to be looked at again."""

from dampingi.records.mentoring.listing.draws import draws_list
from dampingi.records.mentoring.listing.participants import participants_list
from dampingi.records.mentoring.listing.promises import promises_list
from dampingi.records.mentoring.listing.reports import REPORT_STATES, reports_list
from dampingi.records.mentoring.listing.visits import visits_list

__all__ = ["REPORT_STATES", "draws_list", "participants_list", "promises_list", "reports_list", "visits_list"]
