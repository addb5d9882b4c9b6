from dampingi.records.budgets.models.budgets import Budget, Decree, Purpose
from dampingi.records.budgets.models.earmarks import Earmark
from dampingi.records.budgets.models.ledger import LARGEST, Account, Entry, Posting

__all__ = ["LARGEST", "Account", "Budget", "Decree", "Earmark", "Entry", "Posting", "Purpose"]
