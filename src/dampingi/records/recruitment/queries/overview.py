"""How a call stands, per post: places, applicants, and what still waits for somebody."""

import datetime
from collections import Counter
from typing import Any

from dampingi.records.programmes.posts import LEVELS, post_names
from dampingi.records.recruitment.models import Applicant, Call

S = Applicant.State


def sums(applicants: Any) -> dict[str, int]:
    counts = Counter(applicants.order_by().values_list("state", flat=True))
    return {
        "all": sum(counts.values()), "waiting_decision": counts[S.SUBMITTED], "chosen": counts[S.CHOSEN],
        "waiting": counts[S.WAITING], "rejected": counts[S.REJECTED],
    }  # fmt: skip


def by_post(call: Call, applicants: Any) -> list[dict[str, Any]]:
    counts = Counter(applicants.order_by().values_list("region", "field", "state"))
    rows = list(call.vacancies.order_by("region", "field"))
    called = post_names(v.post for v in rows)
    return [
        {
            "code": v.post.code, "name": called[v.post.code], "level": LEVELS.get(v.post.level, ""), "places": v.places,
            "applied": sum(n for (r, f, _s), n in counts.items() if (r, f) == key),
            "open": counts[*key, S.SUBMITTED], "chosen": counts[*key, S.CHOSEN], "waiting": counts[*key, S.WAITING],
            "to_decide": counts[*key, S.SUBMITTED] + (counts[*key, S.WAITING] if counts[*key, S.CHOSEN] < v.places else 0),
        }
        for v in rows
        for key in ((v.region, v.field),)
    ]  # fmt: skip


def announced(call: Call) -> list[dict[str, Any]]:
    """Per decided post, who was chosen and who waits, in their order. Published for everyone: whoever was not chosen is not named."""
    rows = Applicant.objects.unscoped("announced for everyone").filter(
        call=call, state__in=(S.CHOSEN, S.WAITING), redacted_at=None
    )
    found = list(rows.order_by("region", "field", "place", "name"))
    called, groups = post_names(a.post for a in found), {}
    for a in found:
        group = groups.setdefault(
            a.post, {"name": called[a.post.code], "chosen": [], "waiting": [], "until": None}
        )
        group["chosen" if a.state == S.CHOSEN else "waiting"].append(a)
        group["until"] = a.final_on and a.final_on - datetime.timedelta(days=1)
    return list(groups.values())
