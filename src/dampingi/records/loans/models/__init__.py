from dampingi.records.loans.models.applications import Check, Document, End, LoanApplication, Step, Survey
from dampingi.records.loans.models.loans import Loan, LoanEvent, Schedule
from dampingi.records.loans.models.schemes import SchemeEdition

__all__ = [
    "Check", "Document", "End", "Loan", "LoanApplication", "LoanEvent", "Schedule", "SchemeEdition", "Step", "Survey",
]  # fmt: skip
