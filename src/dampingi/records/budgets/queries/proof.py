"""Whether the book still adds up, counted anew from its postings."""

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from dampingi.records.budgets.models import Account, Budget, Entry


def faults(budget: Budget) -> list[str]:
    """Codes of what does not hold: balances that are not their postings' sums, a book that does not add up, reversals that are not exact."""
    accounts = list(Account.objects.filter(budget=budget))
    into = dict(_sums(budget, "into"))
    out = dict(_sums(budget, "out"))
    found = []
    if any(a.balance != into.get(a.id, 0) - out.get(a.id, 0) for a in accounts):
        found.append("balance")
    if sum(a.balance for a in accounts):
        found.append("sum")
    entries = Entry.objects.unscoped("of a budget that is read").filter(budget=budget)
    if any(not _exact(entry) for entry in entries.filter(kind=Entry.Kind.REVERSE)):
        found.append("reversal")
    if entries.annotate(n=Count("postings")).filter(n=0).exists():
        found.append("empty")
    return found


def _sums(budget: Budget, side: str) -> list[tuple]:
    rows = Account.objects.filter(budget=budget).annotate(n=Coalesce(Sum(f"{side}__amount"), 0))
    return list(rows.values_list("id", "n"))


def _exact(entry: Entry) -> bool:
    own = sorted(entry.postings.values_list("target_id", "source_id", "amount"))
    return own == sorted(entry.reverses.postings.values_list("source_id", "target_id", "amount"))
