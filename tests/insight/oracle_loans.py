"""The oracle's recipes for loans and for what banks bill of them."""

from collections.abc import Callable, Iterator
from typing import Any

from dampingi.records.loans.models import LoanApplication
from dampingi.records.subsidies.models import ClaimLine


def _loans(
    keeps: Callable[[dict[str, Any]], bool], numerator: Callable[[dict[str, Any]], int]
) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        home = o.programme.region
        for a in LoanApplication.objects.unscoped("oracle").prefetch_related("steps"):
            if a.submitted_on is None or not o._covers(a.submitted_on):
                continue
            if a.region != home and not a.region.startswith(home + "."):
                continue
            told = _told(a, o.period.end)
            if keeps(told):
                yield numerator(told), 1, a.region, a.submitted_on, None, "", {}

    return recipe


def _told(a: LoanApplication, end: Any) -> dict[str, Any]:
    paid = [s.on for s in a.steps.all() if s.code == "disbursement" and s.on <= end]
    over = a.end.kind if hasattr(a, "end") and a.end.on <= end else ""
    return {"paid": bool(paid), "over": over, "days": (paid[0] - a.submitted_on).days if paid else 0}


LOANS: dict[str, Callable[[Any], Iterator[Any]]] = {
    "loans_disbursed": _loans(lambda t: t["paid"] or bool(t["over"]), lambda t: int(t["paid"])),
    "loans_withdrawn": _loans(
        lambda t: t["paid"] or bool(t["over"]), lambda t: int(t["over"] == "withdrawn")
    ),
    "loan_days": _loans(lambda t: t["paid"], lambda t: t["days"]),
}


def _lines(keeps: Callable[[ClaimLine], bool], counts: Callable[[ClaimLine, bool], tuple[int, int]]) -> Callable[[Any], Iterator[Any]]:  # fmt: skip
    def recipe(o: Any) -> Iterator[Any]:
        home = o.programme.region
        for n in ClaimLine.objects.select_related("claim", "loan"):
            if n.loan is None or not o._covers(n.month):
                continue
            if n.loan.region != home and not n.loan.region.startswith(home + "."):
                continue
            paid = n.counts and n.claim.state == "paid" and n.claim.paid_on <= o.period.end
            top, bottom = counts(n, paid)
            if bottom:
                yield top, bottom, n.loan.region, n.month, None, "", {}

    return recipe


LOANS |= {
    "subsidy_in_time": _lines(lambda n: True, lambda n, _p: (int(n.months_after <= 1), 1)),
    "subsidy_returned": _lines(lambda n: True, lambda n, _p: (int(n.payable == 0), 1)),
    "subsidy_paid": _lines(lambda n: True, lambda n, p: (n.payable if p else 0, int(p))),
}
