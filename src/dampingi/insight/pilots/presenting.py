"""What the pages show of a field of candidates."""

from collections import Counter
from typing import Any

from dampingi.engines.coverage import forced_in, forced_out, proves
from dampingi.insight.pilots.queries import Candidate, Field
from dampingi.insight.pilots.wording import BARRIERS, PARTS, door, points, price_words


def overview(field: Field) -> dict[str, Any]:
    """Figures, each kecamatan with its proposal, and every cooperative with its points or what bars it."""
    names = {p.code: p.name for p in field.places}
    serves = {key: names[place] for place, key in field.best.served.items()}
    homes = Counter(c.home for c in field.eligible.values())
    ranked = sorted(field.eligible.values(), key=lambda c: (-c.readiness.score, c.cooperative.name))
    return {
        "field": field,
        "proven": proves(field.asked, field.best),
        "best_points": points(field.best.points),
        "served": len(field.best.served),
        "places": [_place(field, p.code, p.name, homes[p.code]) for p in field.places],
        "eligible": [_row(field, c) | {"serves": serves.get(c.key, ""), "home_name": names.get(c.home, "")} for c in ranked],
        "barred": [_row(field, c) | {"home_name": names.get(c.home, "")} for c in field.candidates if not c.readiness.eligible],
        "without_own": field.without_own,
        "weights": [(PARTS[code], n) for code, n in field.rules.body["weights"].items()],
    }  # fmt: skip


def _place(field: Field, code: str, name: str, own: int) -> dict[str, Any]:
    key = field.best.served.get(code)
    found = field.eligible.get(key) if key else None
    return {
        "code": code, "name": name, "own": own, "candidate": found, "away": found is not None and found.home != code,
        "points": points(field.asked.points[found.key, code]) if found else "",
        "without": price_words(forced_out(field.asked, field.best, found.key)) if found else "",
    }  # fmt: skip


def _row(field: Field, c: Candidate) -> dict[str, Any]:
    return {
        "candidate": c, "score": points(c.readiness.score), "unknown": [PARTS[p.code] for p in c.readiness.parts if not p.known],
        "at_most": points(c.readiness.at_most), "barriers": [(BARRIERS[b], door(c, b, field.year)) for b in c.readiness.barriers],
    }  # fmt: skip


def one(field: Field, c: Candidate) -> dict[str, Any]:
    """A cooperative's parts as doors, where it would serve, and what forcing it in or out costs."""
    names = {p.code: p.name for p in field.places}
    parts = [
        {"name": PARTS[p.code], "points": points(p.points), "of": points(p.of), "known": p.known, "door": door(c, p.code, field.year)}
        for p in c.readiness.parts
    ]  # fmt: skip
    context = _row(field, c) | {"parts": parts, "field": field, "home_name": names.get(c.home, "")}
    if not c.readiness.eligible:
        return context
    chosen = c.key in field.best.served.values()
    price = (
        forced_out(field.asked, field.best, c.key) if chosen else forced_in(field.asked, field.best, c.key)
    )
    other = price.choice.served if price else {}
    moved = [
        {
            "place": names[p],
            "before": _name(field, field.best.served.get(p)),
            "after": _name(field, other.get(p)),
        }
        for p in names
        if price and other.get(p) != field.best.served.get(p)
    ]
    return context | {"chosen": chosen, "price": price_words(price), "moved": moved}


def _name(field: Field, key: str | None) -> str:
    return field.eligible[key].cooperative.name if key else ""
