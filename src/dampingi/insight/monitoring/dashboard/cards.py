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

HEADLINE = ("pass_rate", "participation", "stage_timeliness", "report_punctuality")
GROUPS = (
    (
        gettext_lazy("Pendampingan"),
        (
            "visits_per_participant", "verified_share", "constraints_resolved", "blocking_resolved", "stage_completion", "figures_confirmed",
            "exit_rate",
        ),
    ),
    (
        gettext_lazy("Perkembangan usaha"),
        ("turnover_change", "weeks_with_sales", "new_products", "jobs", "new_nib", "new_channels"),
    ),
    (gettext_lazy("Pelatihan"), ("learning_gain", "tot_passed")),
)  # fmt: skip
BESIDE = ("plut", "marketing", "finance", "cooperatives")
"""Areas shown where there is anything to tell or a target to reach."""


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


def cards(actor: Actor, asked: Asked) -> tuple[Values, dict[str, Card]]:
    """Every indicator of the place, now and a month before."""
    now = ask(actor, asked)
    before = _before(actor, asked)
    told = {code: _card(asked, i, now, before) for code, i in now.indicators.items()}
    for code in (code for code in HEADLINE if code in told):
        ahead = outlook(actor, asked, now.indicators[code])
        told[code] = replace(told[code], way="; ".join(filter(None, (told[code].way, ahead))))
    return now, told


def groups_of(now: Values, told: Mapping[str, Card]) -> list[tuple[Any, list[Card]]]:
    found = [(title, [told[code] for code in codes if code in told]) for title, codes in GROUPS]
    for area in BESIDE:
        shown = [told[c] for c, i in now.indicators.items() if i.area == area and c in told]
        if any(card.target or card.value != formats.MISSING for card in shown):
            found.append((AREAS[area], shown))
    return found


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
