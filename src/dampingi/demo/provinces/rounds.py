"""Rounds of monitoring: the province asks every quarter and every year. Most answer in time, some late, with a gap, or with a number that looks odd."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.demo.provinces.scene import CITIES, Province
from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.rounds import actions
from dampingi.insight.rounds.flags import against_history
from dampingi.insight.rounds.freezing import filled
from dampingi.insight.rounds.knowing import known
from dampingi.insight.rounds.models import Entry, Round
from dampingi.insight.rounds.periods import Span
from dampingi.insight.rounds.periods import read as span_of

HOLDER = "provinsi-kalbar"
INDICATORS = ("participation", "report_punctuality")
DAY = datetime.timedelta(days=1)
DUE = 15 * DAY
LATE, GAP, ODD, RETURNED = 0.12, 0.07, 0.03, 0.05
LATEST = ("accepted", "draft", "odd", "accepted", "returned", "empty", "submitted")
"""Where the kabupaten and kota stand in the newest quarter, in the order of their codes, again and again; odd: handed in with a number nobody expects."""


@dataclass(frozen=True)
class Asking:
    span: Span
    opens: datetime.date
    stands: tuple[str, ...] = ("accepted",)


def ask(p: Province) -> None:
    for asking in sorted(_askings(p), key=lambda a: (a.opens, a.span.code)):
        p.clock.set(asking.opens)
        made = actions.open_round(
            by=p.persona(HOLDER), region=p.persona(HOLDER).held[0].region, period=asking.span.code, indicators=INDICATORS,
            asked=read("rounds")["asked"], due_on=max(asking.opens, asking.span.ends_on + DAY) + DUE, note=read("rounds")["note"],
        )  # fmt: skip
        _answer_all(p, made, asking)
    p.clock.set(p.today)


def _askings(p: Province) -> Iterator[Asking]:
    """Every quarter that is over and every year, the running one too."""
    codes = [f"{y.year}-Q{n}" for y in p.years for n in range(1, 5)]
    over = [s for s in map(span_of, codes) if s.ends_on + DAY + DUE < p.today]
    for span in over:
        yield Asking(span, span.ends_on + DAY, LATEST if span == over[-1] else ("accepted",))
    for year in p.years[:-1]:
        span = span_of(str(year.year))
        yield Asking(span, span.ends_on + 2 * DAY)
    yield Asking(span_of(str(p.year.year)), p.today - 9 * DAY, ("draft", "empty", "empty"))


def _answer_all(p: Province, made: Round, asking: Asking) -> None:
    rng = picker(p.seed, f"rounds/{asking.span.code}")
    rows = Entry.objects.unscoped("the demo's round").filter(round=made).select_related("round")
    for n, entry in enumerate(rows.order_by("region")):
        office = p.persona(next(c.key for c in CITIES if c.within == entry.region))
        _answer(p, office, entry, asking.stands[n % len(asking.stands)], rng)


def _answer(p: Province, office: Actor, entry: Entry, stands: str, rng: random.Random) -> None:
    told, late = _told(p, entry, rng, odd=stands == "odd"), rng.random() < LATE
    on = (
        entry.round.due_on + rng.randint(3, 11) * DAY
        if late
        else entry.round.due_on - rng.randint(0, 9) * DAY
    )
    if stands == "empty":
        return
    p.clock.set(min(on, p.today))
    if stands == "draft":
        actions.save_entry(by=office, entry=entry.id, answers=dict(list(told.items())[:2]), seen=0)
        return
    _hand_in(office, entry, told)
    if stands in ("submitted", "odd"):
        return
    p.clock.set(min(on + 4 * DAY, p.today))
    back = stands == "returned" or rng.random() < RETURNED
    comment = rng.choice(read("rounds")["returned"]) if back else ""
    actions.check_entry(by=p.persona(HOLDER), entry=entry.id, edition=1, accepted=not back, comment=comment)
    if back and stands != "returned":
        p.clock.set(min(on + 8 * DAY, p.today))
        _hand_in(office, entry, told)
        actions.check_entry(by=p.persona(HOLDER), entry=entry.id, edition=2, accepted=True)


def _hand_in(office: Actor, entry: Entry, told: dict[str, dict[str, str]]) -> None:
    """With a word about every number that is far from the region's own earlier ones."""
    entry.refresh_from_db()
    rows = filled(entry, told, known(entry.round, entry.region))
    for code in against_history(entry, rows):
        told[code] = told.get(code, {}) | {"remark": read("rounds")["remark"]}
    for row in (r for r in rows if not r["answer"]):
        told[row["code"]] = {"missing": "nothing_due", "remark": ""}
    saved = actions.save_entry(by=office, entry=entry.id, answers=told, seen=entry.revision)
    actions.submit_entry(by=office, entry=entry.id, seen=saved.revision)


def _told(p: Province, entry: Entry, rng: random.Random, *, odd: bool) -> dict[str, dict[str, str]]:
    """Cooperatives, businesses with a licence, and money spent: each place has its own size and grows slowly."""
    own = picker(p.seed, f"rounds/{entry.region}")
    quarters = (entry.round.ends_on - p.years[0].on(1, 1)).days // 91
    active = own.randint(24, 190) + quarters + rng.randint(-2, 2)
    businesses = own.randint(2_400, 19_000) + 40 * quarters
    licensed = int(
        businesses * min(0.9, own.uniform(0.18, 0.42) + 0.02 * quarters + rng.uniform(-0.01, 0.01))
    )
    budget = own.randint(300, 1_400) * 1_000_000
    spent = int(budget * min(0.98, 0.22 * ((entry.round.ends_on.month + 2) // 3) + rng.uniform(0, 0.06)))
    found: dict[str, dict[str, str]] = {
        "m1": _number(active * 9 if rng.random() < ODD or odd else active),
        "m2": _ratio(licensed, businesses),
        "m3": _ratio(spent, budget),
    }
    if rng.random() < GAP:
        found["m2"] = {"missing": "awaited", "remark": read("rounds")["gap"]}
    return found


def _number(value: int) -> dict[str, str]:
    return {"number": str(value), "remark": ""}


def _ratio(top: int, bottom: int) -> dict[str, Any]:
    return {"top": str(top), "bottom": str(bottom), "remark": ""}
