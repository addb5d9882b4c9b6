"""What the page shows of each measure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.impact import EDITION, Impact, Rules, impact
from dampingi.foundation.ui.formats import month, number
from dampingi.foundation.ui.states import State
from dampingi.insight.impact import wording
from dampingi.insight.impact.asked import Asked
from dampingi.insight.impact.gathering import gathered
from dampingi.insight.impact.measures import MEASURES, Measure
from dampingi.insight.impact.people import COMPARED, JOINED
from dampingi.insight.impact.plots import course
from dampingi.records.programmes.models import Programme

RULES = Rules()


def impact_page(asked: Asked) -> dict[str, Any]:
    """Why nothing can be said of any measure is said once, above them all."""
    known = gathered(asked.programmes)
    found = [(m, impact(known.panels[m.figure], RULES)) for m in MEASURES]
    told = [[wording.reason(r) for r in f.reasons] for _m, f in found]
    shared = [text for text in told[0] if all(text in others for others in told)]
    return {
        "measures": [_measure(m, f, shared) | {"doors": _doors(asked, m)} for m, f in found],
        "shared": shared,
        "known": known,
        "span": _span(known.months),
        "rules": RULES,
        "edition": EDITION,
    }


def verdicts(programmes: Sequence[Programme]) -> dict[str, str]:
    """figure -> what the page says of it in a sentence, or in two words that it cannot be said; empty where nobody was asked."""
    known = gathered(programmes)
    if not known.asked:
        return {}
    told = {m.figure: wording.headline(m, impact(known.panels[m.figure], RULES)) for m in MEASURES}
    return {figure: words or short for figure, (words, _state, short) in told.items()}


@dataclass(frozen=True)
class Effect:
    """What can be said of one measure; `words` empty where it cannot, and `why` then says what is missing."""

    name: str
    words: str
    state: State
    why: str


def effects(programmes: Sequence[Programme]) -> list[Effect]:
    """Nothing where nobody was asked."""
    known = gathered(programmes)
    if not known.asked:
        return []
    return [_effect(m, impact(known.panels[m.figure], RULES)) for m in MEASURES]


def _effect(m: Measure, found: Impact) -> Effect:
    words, state, _short = wording.headline(m, found)
    return Effect(str(m.name), words, state, wording.reason(found.reasons[0]) if found.reasons else "")


def _span(months: Sequence[datetime.date]) -> str:
    return ", ".join(month(m) for m in months)


def _measure(m: Measure, found: Impact, shared: Sequence[str]) -> dict[str, Any]:
    words, state, short = wording.headline(m, found)
    told = [wording.reason(r) for r in found.reasons]
    return {
        "name": m.name,
        "headline": words,
        "state": state,
        "short": short,
        "reasons": [text for text in told if text not in shared],
        "cautions": [wording.caution(m, r) for r in found.cautions],
        "breakdown": wording.breakdown(found),
        "chart": _chart(m, found) if found.course else None,
        "sides": found,
        "tested": number(found.before.p, 2) if found.before else "",
    }


def _doors(asked: Asked, m: Measure) -> dict[str, str]:
    """To the people of each side, and to those of them who still answer."""
    return {
        f"{side}{still}": asked.address("impact_people", ukuran=m.figure, sisi=side, masih=still)
        for side in (JOINED, COMPARED)
        for still in ("", "ya")
    }


def _chart(m: Measure, found: Impact) -> dict[str, Any]:
    """Before joining in grey, since in colour; the same as a table."""
    title = _("%(name)s: selisih kedua pihak dari bulan ke bulan") % {"name": m.name}
    rows = [
        [
            _since(s.periods),
            m.signed(s.estimate.effect),
            f"{m.signed(s.estimate.low)} … {m.signed(s.estimate.high)}",
        ]
        for s in found.course
    ]
    described = "; ".join(f"{a}: {b} ({c})" for a, b, c in rows)
    return {
        "drawing": course(found.course, m, title=title, description=described),
        "takeaway": title,
        "columns": [_("Bulan yang disurvei"), _("Selisih"), _("Selang bersama 90%")],
        "rows": rows,
    }  # fmt: skip


def _since(periods: int) -> str:
    if periods < 0:
        return _("%(n)s sebelum bergabung") % {"n": number(-periods, 0)}
    return _("ke-%(n)s sejak bergabung") % {"n": number(periods + 1, 0)}
