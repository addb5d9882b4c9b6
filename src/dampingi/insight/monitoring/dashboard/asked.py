"""What a page of figures was asked for: everything in the address, checked, so that a link can be sent to a colleague."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.boundaries.maps import TILES, VIEW
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import ancestor, contains, depth
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.ui import formats
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.goals import Wanted
from dampingi.insight.monitoring.periods import Period, month_of, of_programme
from dampingi.insight.monitoring.queries import indicator
from dampingi.insight.monitoring.services import first_of
from dampingi.insight.monitoring.spans import seen, spans
from dampingi.insight.monitoring.together import wanted_of
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes
from dampingi.records.programmes.rosters import today_in

PROGRAMME, REGION, INDICATOR, MONTH, SPAN = "program", "wilayah", "indikator", "bulan", "masa"
BEFORE = "dari"
"""In a form: the programme that was looked at when it was filled in."""
YEAR = "tahun-"
"""Before a year, in the place of a programme's code: all programmes of that year together."""


@dataclass(frozen=True)
class Asked:
    """`month` is "" for today, else YYYY-MM: how things stood at the end of that month. `view` is the map's, if chosen.

    `year` where all programmes of a year are looked at together: `members`. `programme` is then the first that concerns the place.
    `span` is "" for the programme from its first day, else one of spans.py.
    """

    programme: Programme
    region: str
    indicator: Indicator
    period: Period
    month: str
    view: str = ""
    year: str = ""
    members: tuple[Programme, ...] = ()
    span: str = ""

    @property
    def several(self) -> bool:
        return bool(self.year)

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """Those whose figures stand here: of several, those that have to do with the place."""
        return (
            tuple(p for p in self.members if _concerns(p, self.region)) if self.several else (self.programme,)
        )

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The indicators that stand first."""
        return first_of(self.programmes)

    def parts(self, until: datetime.date | None = None) -> list[tuple[Programme, str, Period]]:
        """What is asked of each programme: itself, its part of the place, and its own days up to that day. Who begins later has nothing to tell."""
        if not self.several:
            return [(self.programme, self.region, Period(self.period.start, until or self.period.end))]
        end = until or self.period.end
        begun = [p for p in self.programmes if p.starts_on <= end] or list(self.programmes)
        return [(p, max(self.region, p.region, key=len), of_programme(p, until=end)) for p in begun]

    @cached_property
    def wanted(self) -> list[dict[str, Wanted]]:
        """Of each of `parts()`: indicator -> its target there and the way to it."""
        return [wanted_of(programme, region=region) for programme, region, _period in self.parts()]

    @property
    def counting(self) -> dict[str, Indicator]:
        """What can be shown: of one programme all that counts with its office, of several what all of them count alike."""
        return shared(self.members) if self.several else catalogue(self.programme.region)

    @property
    def name(self) -> str:
        """The indicator's name in the reader's language."""
        return _(self.indicator.name)

    @property
    def which(self) -> str:
        """The programme, or the year, as the address names it."""
        return f"{YEAR}{self.year}" if self.several else self.programme.code

    @property
    def title(self) -> str:
        """What is looked at."""
        return called(self.year, self.programmes) if self.several else self.programme.name

    @property
    def starts_on(self) -> datetime.date:
        return min(p.starts_on for p in self.programmes)

    @property
    def ends_on(self) -> datetime.date:
        return max(p.ends_on for p in self.programmes)

    @property
    def root(self) -> str:
        """The smallest place that holds all of it."""
        return common(self.members) if self.several else self.programme.region

    def query(self, **changes: Any) -> str:
        """The same question with some of it changed; what is as usual is left out of the address."""
        told = {
            PROGRAMME: self.which,
            REGION: self.region,
            INDICATOR: self.indicator.code,
            MONTH: self.month,
            VIEW: self.view,
        } | changes
        return urlencode({key: value for key, value in told.items() if value})

    def here(self, **changes: Any) -> str:
        return f"{reverse('dashboard')}?{self.query(**changes)}"

    def door(self, code: str, **changes: Any) -> str:
        """The rows behind a figure."""
        return f"{reverse('figure_rows')}?{self.query(**{INDICATOR: code, SPAN: self.span} | changes)}"


def asked(actor: Actor, told: QueryDict, *, today: datetime.date, together: bool = False) -> Asked:
    """`together`: whether the page can add up the programmes of a year. Raises Denied or Refused (404) for what is not the actor's, or is not there."""
    year = _year(actor, told.get(PROGRAMME, "")) if together else ""
    if told.get(BEFORE, "") not in ("", told.get(PROGRAMME, "")):
        told = _moved(actor, told, year, today=today)
    if year:
        return _of_year(actor, told, year, today=today)
    programme = _programme(actor, told.get(PROGRAMME, ""))
    month = told.get(MONTH, "")
    return Asked(
        programme=programme,
        region=_region(actor, programme, told.get(REGION, "")),
        indicator=indicator(told.get(INDICATOR) or first_of([programme])[0], programme.region),
        period=of_programme(programme, until=min(today, _end(month, today, programme.starts_on))),
        month=month,
        view=TILES if told.get(VIEW) == TILES else "",
    )


def _moved(actor: Actor, told: QueryDict, year: str, *, today: datetime.date) -> QueryDict:
    """Of a form in which another programme was chosen: its place, month and indicator stay as far as they belong to that one."""
    members = of_year(actor, year) if year else [_programme(actor, told.get(PROGRAMME, ""))]
    kept, starts = told.copy(), min(p.starts_on for p in members)
    counting = shared(members) if year else catalogue(members[0].region)
    inside = [p for p in members if contains(p.region, told.get(REGION, ""))]
    if not inside and not (year and told.get(REGION, "") == common(members)):
        kept[REGION] = ""
    if told.get(INDICATOR, "") not in counting:
        kept[INDICATOR] = ""
    try:
        _end(told.get(MONTH, ""), today, starts)
    except Refused:
        kept[MONTH] = ""
    return kept


def _of_year(actor: Actor, told: QueryDict, year: str, *, today: datetime.date) -> Asked:
    members = of_year(actor, year)
    region = told.get(REGION, "") or widest_of(actor, common(members))
    concerned = [p for p in members if _concerns(p, region)]
    if not exists(region) or not concerned:
        raise Refused(_("Wilayah %(code)s tidak ada di program ini.") % {"code": region}, status=404)
    if not all(actor.may(Permission.VIEW_DASHBOARD, region=region, programme=p.id) for p in concerned):
        raise Denied(_("Wilayah itu di luar wewenang Anda."))
    month, starts = told.get(MONTH, ""), min(p.starts_on for p in concerned)
    until = min(today, _end(month, today, starts), max(p.ends_on for p in concerned))
    return Asked(
        programme=concerned[0], region=region, indicator=_alike(members, told.get(INDICATOR) or first_of(concerned)[0]),
        period=Period(min(starts, until), until), month=month, view=TILES if told.get(VIEW) == TILES else "", year=year, members=tuple(members),
    )  # fmt: skip


def _year(actor: Actor, code: str) -> str:
    """The year asked for; without any, the newest where the actor looks down on programmes of several places."""
    if code:
        return code.removeprefix(YEAR) if code.startswith(YEAR) else ""
    newest = next(iter(years(actor)), "")
    members = of_year(actor, newest) if newest else []
    return newest if len({p.region for p in members}) > 1 and _sees_whole(actor, common(members)) else ""


def _sees_whole(actor: Actor, place: str) -> bool:
    return bool(place) and any(contains(p, place) for p in actor.regions(Permission.VIEW_DASHBOARD))


def years(actor: Actor) -> list[str]:
    """Those with more than one programme whose figures the actor may see, newest first."""
    told = [str(p.starts_on.year) for p in _seen(actor)]
    return [year for year in dict.fromkeys(told) if told.count(year) > 1]


def of_year(actor: Actor, year: str) -> list[Programme]:
    """In the order of their places. Raises Refused (404) where there is none."""
    found = [p for p in _seen(actor) if str(p.starts_on.year) == year]
    if not found:
        raise Refused(
            _("Program itu tidak ada, atau bukan bagian Anda. Pilih program lain dari menu."), status=404
        )
    return sorted(found, key=lambda p: (p.region, p.code))


def _seen(actor: Actor) -> list[Programme]:
    scopes = [s for s in actor.scopes(Permission.VIEW_DASHBOARD) if s.reach is Reach.REGION]
    return [
        p for p in programmes(actor)
        if any(s.programme in (None, p.id) and (contains(s.region, p.region) or contains(p.region, s.region)) for s in scopes)
    ]  # fmt: skip


def called(year: str, members: Sequence[Programme]) -> str:
    words = {"year": year, "n": formats.number(len(members))}
    return ngettext("Semua program %(year)s (%(n)s)", "Semua program %(year)s (%(n)s)", len(members)) % words


def common(members: Sequence[Programme]) -> str:
    """The smallest place that all lie in; "" where they lie in several provinces."""
    first, last = min(p.region for p in members), max(p.region for p in members)
    levels = range(min(depth(first), depth(last)), 0, -1)
    return next((ancestor(first, at) for at in levels if ancestor(first, at) == ancestor(last, at)), "")


def shared(members: Sequence[Programme]) -> dict[str, Indicator]:
    """What every office counts from rows, and alike. What is combined or typed has no numerators that could be added up, and what
    belongs to a place would count twice where two programmes share it."""
    each = [catalogue(region) for region in dict.fromkeys(p.region for p in members)]
    apart = not any(contains(p.region, q.region) for p in members for q in members if p.id != q.id)
    return {
        code: said for code, said in each[0].items()
        if said.dataset and (apart or not DATASETS[said.dataset].of_place) and all(code in other and other[code].hash == said.hash for other in each[1:])
    }  # fmt: skip


def _alike(members: Sequence[Programme], code: str) -> Indicator:
    """Raises Refused (404) with the cure."""
    counting = shared(members)
    if code in counting:
        return counting[code]
    held = next((p for p in members if code in catalogue(p.region)), members[0])
    known = indicator(code, held.region)
    raise Refused(
        _("%(name)s tidak dapat dijumlahkan di semua program: diisi, digabung, atau dihitung berbeda antarkantor. Pilih satu program.")
        % {"name": _(known.name)},
        status=404,
    )  # fmt: skip


def _concerns(programme: Programme, region: str) -> bool:
    return contains(region, programme.region) or contains(programme.region, region)


def of_span(question: Asked, code: str) -> Asked:
    """The same of a quarter or a month alone. Raises Refused (404) where the programme has no such period."""
    known = {} if question.several else spans(question.programme)
    if code not in known:
        raise Refused(_("Masa itu tidak ada dalam program ini. Pilih dari daftar."), status=404)
    return replace(question, span=code, period=seen(known[code], today_in(question.programme.region)))


def _programme(actor: Actor, code: str) -> Programme:
    found = programmes(actor)
    chosen = [p for p in found if p.code == code] if code else found[:1]
    if not chosen:
        raise Refused(
            _("Program itu tidak ada, atau bukan bagian Anda. Pilih program lain dari menu."), status=404
        )
    return chosen[0]


def _region(actor: Actor, programme: Programme, code: str) -> str:
    """The place asked for, else the widest the actor may see inside the programme."""
    if not code:
        return widest(actor, programme)
    if not exists(code) or not contains(programme.region, code):
        raise Refused(_("Wilayah %(code)s tidak ada di program ini.") % {"code": code}, status=404)
    if not actor.may(Permission.VIEW_DASHBOARD, region=code, programme=programme.id):
        raise Denied(_("Wilayah itu di luar wewenang Anda."))
    return code


def widest(actor: Actor, programme: Programme) -> str:
    """The largest place of the programme that the actor may see."""
    return widest_of(actor, programme.region)


def widest_of(actor: Actor, place: str) -> str:
    prefixes = actor.regions(Permission.VIEW_DASHBOARD)
    if any(contains(p, place) for p in prefixes):
        return place
    inner = [p for p in prefixes if contains(place, p)]
    if not inner:
        raise Denied(_("Dasbor ini di luar wilayah Anda."))
    return inner[0]


def _end(month: str, today: datetime.date, starts: datetime.date) -> datetime.date:
    if not month:
        return today
    try:
        end = month_of(datetime.date.fromisoformat(f"{month}-01")).end
    except (ValueError, OverflowError):
        raise Refused(_("Bulan ditulis seperti 2026-08. Pilih dari daftar."), status=404) from None
    if end < starts:
        raise Refused(_("Bulan itu sebelum program dimulai. Pilih dari daftar."), status=404)
    return end
