"""How a call stands, per region: places, applicants, and what still waits for somebody."""

from collections import Counter
from typing import Any

from dampingi.foundation.regions.codes import level
from dampingi.records.recruitment.listing import told_apart
from dampingi.records.recruitment.models import Applicant, Call

S = Applicant.State


def sums(applicants: Any) -> dict[str, int]:
    counts = Counter(applicants.order_by().values_list("state", flat=True))
    return {
        "all": sum(counts.values()), "waiting_decision": counts[S.SUBMITTED], "chosen": counts[S.CHOSEN],
        "waiting": counts[S.WAITING], "rejected": counts[S.REJECTED],
    }  # fmt: skip


def by_region(call: Call, applicants: Any) -> list[dict[str, Any]]:
    counts = Counter(applicants.order_by().values_list("region", "state"))
    rows = list(call.vacancies.order_by("region"))
    called = told_apart(v.region for v in rows)
    return [
        {
            "code": v.region, "name": called[v.region], "level": level(v.region), "places": v.places,
            "applied": sum(n for (r, _s), n in counts.items() if r == v.region),
            "open": counts[v.region, S.SUBMITTED], "chosen": counts[v.region, S.CHOSEN], "waiting": counts[v.region, S.WAITING],
            "to_decide": counts[v.region, S.SUBMITTED] + (counts[v.region, S.WAITING] if counts[v.region, S.CHOSEN] < v.places else 0),
        }
        for v in rows
    ]  # fmt: skip
