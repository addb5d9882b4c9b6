"""The figures of a place: value, target, where it moves, and the door to its rows."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State
from dampingi.insight.indicators.wording import AREAS
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.figures import ask
from dampingi.insight.monitoring.dashboard.way import due_today, goal, outlook, state_on_the_way
from dampingi.insight.monitoring.dashboard.wording import counted, moved, within, written
from dampingi.insight.monitoring.values import Values

MAIN = 4
"""Cards that stand first."""
GROUPS = (
    (
        gettext_lazy("Pendampingan"),
        (
            "visits_per_participant", "verified_share", "constraints_resolved", "blocking_resolved", "stage_completion", "figures_confirmed",
            "exit_rate", "coop_members",
        ),
    ),
    (
        gettext_lazy("Perkembangan usaha"),
        ("turnover_change", "weeks_with_sales", "new_products", "jobs", "new_nib", "new_channels"),
    ),
    (gettext_lazy("Pelatihan"), ("learning_gain", "tot_passed")),
)  # fmt: skip
BESIDE = ("plut", "marketing", "finance", "cooperatives")
"""Areas after those of the programme itself."""


@dataclass(frozen=True)
class Card:
    """What the figure component shows."""

    code: str
    label: str
    value: str
    unit: str
    target: str
    state: str
    trend: str
    trend_label: str
    note: str
    href: str
    chosen: str
    definition: str
    way: str = ""
    """Where it should be by now, and where it goes."""


def main_of(asked: Asked, told: Mapping[str, Any]) -> list[str]:
    return [code for code in asked.first if code in told][:MAIN]


def cards(actor: Actor, asked: Asked) -> tuple[Values, dict[str, Card]]:
    """Every indicator of the place, now and a month before."""
    now = ask(actor, asked)
    before = _before(actor, asked)
    told = {code: _card(asked, i, now, before) for code, i in now.indicators.items()}
    for code in main_of(asked, told):
        ahead = outlook(actor, asked, now.indicators[code])
        told[code] = replace(told[code], way="; ".join(filter(None, (told[code].way, ahead))))
    return now, told


def groups_of(
    asked: Asked, now: Values, told: Mapping[str, Card]
) -> tuple[list[tuple[Any, list[Card]]], list[Card]]:
    """The areas with anything to tell or a target to reach, and the indicators of the others; what stands first is not told twice."""
    main = main_of(asked, told)
    rest = {code: card for code, card in told.items() if code not in main}
    found = [(title, [rest[code] for code in codes if code in rest]) for title, codes in GROUPS]
    for area in BESIDE:
        here = (c for c, i in now.indicators.items() if i.area == area and c in rest)
        found.append((AREAS[area], [rest[c] for c in here]))
    telling = [group for group in found if any(_tells(card) for card in group[1])]
    return telling, [card for group in found if group not in telling for card in group[1]]


def _tells(card: Card) -> bool:
    return bool(card.target) or card.value != formats.MISSING


def _before(actor: Actor, asked: Asked) -> Values | None:
    """How it stood at the end of the month before; None in the programme's first month."""
    end = asked.period.end.replace(day=1) - datetime.timedelta(days=1)
    if end < asked.period.start:
        return None
    return ask(actor, asked, until=end)


def _card(asked: Asked, indicator: Indicator, now: Values, before: Values | None) -> Card:
    value = now.value(indicator.code)
    aim = goal(asked, indicator, now)
    icon, words = moved(indicator, value, before.value(indicator.code)) if before else ("", "")
    since = date_format(before.period.end, "M") if before else ""
    return Card(
        code=indicator.code,
        label=_(indicator.name),
        value=written(indicator, value),
        unit=_(indicator.unit).partition(" per ")[0] if indicator.kind == "mean" else "",
        target=written(indicator, aim.target) if aim else "",
        state=str(state_on_the_way(asked, value, aim)) if aim or value is None else "",
        trend=icon,
        trend_label=_("%(moved)s sejak %(month)s") % {"moved": words, "month": since} if words else "",
        note=counted(indicator, now.of(indicator.code)) if value is not None else "",
        href=asked.door(indicator.code),
        chosen=asked.here(indikator=indicator.code) + "#peta",
        definition=f"{_(indicator.formula)} {_(indicator.why)}",
        way=due_today(asked, indicator, aim) if value is not None else "",
    )


def headline(asked: Asked, found: dict[str, Card], place: str) -> str:
    """One sentence that can be said aloud."""
    card = found.get("pass_rate")
    if card is None:
        return _("Angka %(place)s dijumlahkan dari semua program.") % {"place": place}
    words = {"value": card.value, "place": place, "target": card.target}
    if card.value == formats.MISSING:
        told = next((found[c] for c in main_of(asked, found) if _tells(found[c])), None)
        if told and told.value != formats.MISSING:
            return _("%(name)s di %(place)s: %(value)s.") % {
                "name": told.label,
                "place": place,
                "value": told.value,
            }
        return _("Belum ada peserta di %(place)s.") % words
    if not card.target:
        return _("%(value)s peserta di %(place)s lulus.") % words
    return _("%(value)s peserta di %(place)s lulus; targetnya %(target)s.") % words


def slipping(found: dict[str, Card]) -> str:
    """The names of what is below its target, or that nothing is."""
    late = [within(card.label) for card in found.values() if card.state == State.LATE]
    if not late:
        return _("Tidak ada indikator yang jauh tertinggal dari jalan menuju target.")
    return _("Tertinggal dari jalan menuju target: %(names)s.") % {"names": ", ".join(late)}
