"""Indicators asked of a lake: the same definitions, over every programme of every office whose days meet the period's."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from dampingi.engines.indicators import (
    SUBJECT,
    Dialect,
    Figure,
    Indicator,
    Question,
    Shape,
    combined,
    compile_figures,
)
from dampingi.engines.lake import Manifest
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, zone
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.facts.tables import SOURCES, tables
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.lake.editions import editions
from dampingi.insight.lake.engines import Engine, Table, kinds_by_table
from dampingi.insight.lake.layout import layout
from dampingi.insight.lake.stores import Store
from dampingi.insight.monitoring.periods import Period, book_year_due

Key = tuple[str, ...]
LONGEST, LAST = 20, 2200
PERSONS = (SUBJECT, "mentor")
_EVERYWHERE = {"home_from": "", "home_below": ":"}
"""Comes before and after every region's code."""


@dataclass(frozen=True)
class Answer:
    """Figures by indicator and group. `editions`: those that lie in the region asked for, each of its own day."""

    indicators: Mapping[str, Indicator]
    grouping: Key
    region: str
    period: Period
    figures: Mapping[str, Mapping[Key, Figure]]
    editions: tuple[Manifest, ...]


def ask(
    actor: Actor,
    codes: Sequence[str],
    grouping: Key = (),
    *,
    store: Store,
    engine: Engine,
    period: Period,
    region: str = "",
    persons: bool = False,
) -> Answer:
    """Raises Denied, Refused (an indicator, a grouping or an edition that is not there).

    `persons`: also by the pseudonyms of single persons, for who counts them and shows none.
    """
    actor.require(Permission.VIEW_LAKE, region=region)
    _check(period)
    chosen = [_indicator(code, grouping, persons=persons) for code in codes]
    there = _editions(store, region)
    figures: dict[str, dict[Key, Figure]] = {}
    for dataset, members in _by_dataset(chosen).items():
        figures |= _counted(dataset, members, grouping, there, engine, period, region)
    for each in chosen:
        if each.parts:
            figures[each.code] = _composed(each, figures)
    here = tuple(each for each in there if contains(region, each.place) or contains(each.place, region))
    wanted = {each.code: each for each in chosen}
    return Answer(wanted, grouping, region, period, {code: figures[code] for code in wanted}, here)


def _check(period: Period) -> None:
    if period.start > period.end:
        raise Refused(_("Hari pertama sesudah hari terakhir. Tukar keduanya."))
    if period.end.year - period.start.year > LONGEST or period.end.year > LAST:
        raise Refused(
            _(
                "Paling panjang %(years)d tahun sekaligus, dan tidak sesudah tahun %(last)d. Persempit waktunya."
            )
            % {"years": LONGEST, "last": LAST}
        )


def _indicator(code: str, grouping: Key, *, persons: bool) -> Indicator:
    known = catalogue()
    found = known.get(code)
    if found is None or found.entered:
        countable = ", ".join(each.code for each in known.values() if not each.entered)
        raise Refused(
            _("Indikator %(code)s tidak dapat dihitung dari danau data. Yang dapat: %(known)s.")
            % {"code": code, "known": countable},
            status=404,
        )
    known_groups = [name for name in found.groupings if name not in PERSONS]
    for name in grouping:
        if name in PERSONS and not persons:
            raise Refused(
                _("Danau data tidak menjawab per orang (%(name)s). Pilihannya: %(known)s.")
                % {"name": name, "known": ", ".join(known_groups)}
            )
        if name not in (*found.groupings, SUBJECT):
            raise Refused(
                _("%(name)s tidak dapat dikelompokkan menurut %(missing)s. Pilihannya: %(known)s.")
                % {"name": _(found.name), "missing": name, "known": ", ".join(known_groups)}
            )
    return found


def _by_dataset(chosen: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """Also the parts of composites."""
    known, found = catalogue(), defaultdict(dict)
    for each in chosen:
        for member in [each, *(known[part.indicator] for part in each.parts)]:
            if member.dataset:
                found[member.dataset][member.code] = member
    return {dataset: list(members.values()) for dataset, members in found.items()}


def _composed(whole: Indicator, figures: Mapping[str, Mapping[Key, Figure]]) -> dict[Key, Figure]:
    groups = {key for part in whole.parts for key in figures.get(part.indicator, {})}
    return {
        key: combined(
            [(part, figures.get(part.indicator, {}).get(key, Figure(0, 0))) for part in whole.parts],
            skips=whole.skips,
        )
        for key in groups
    }


def _editions(store: Store, region: str) -> list[Manifest]:
    """All of every office that has rows in the region: what belongs together never lies in two offices' files."""
    found = editions(store)
    offices = {
        each.publisher for each in found if contains(region, each.place) or contains(each.place, region)
    }
    if not offices:
        raise Refused(
            _(
                "Belum ada edisi untuk wilayah itu di %(where)s. Terbitkan dahulu dari kantornya: dampingi lake publish."
            )
            % {"where": store.url},
            status=404,
        )
    return sorted((each for each in found if each.publisher in offices), key=lambda each: each.place)


def _counted(
    dataset: str,
    members: list[Indicator],
    grouping: Key,
    there: list[Manifest],
    engine: Engine,
    period: Period,
    region: str,
) -> dict[str, dict[Key, Figure]]:
    months = len(period.middles()) if DATASETS[dataset].calendar else 0
    shape = Shape(regions=int(bool(region)), months=months, spans=True)
    question = _compiled(tuple(members), grouping, dataset, engine.dialect, shape)
    found: dict[str, dict[Key, Figure]] = {member.code: {} for member in members}
    for where, apart in _moments(question.sql, engine.dialect, there):
        bound = _bound(question.sql, engine.dialect, period, region, where)
        for row in engine.answer(question.sql, bound, _tables(question.sql, apart, period)):
            key = tuple("" if value is None else str(value) for value in row[: len(grouping)])
            for n, member in enumerate(members):
                numerator, denominator = row[len(grouping) + 2 * n : len(grouping) + 2 * n + 2]
                if numerator or denominator:
                    told = Figure(int(numerator or 0), int(denominator or 0))
                    found[member.code][key] = found[member.code].get(key, Figure(0, 0)) + told
    return found


@lru_cache(maxsize=512)
def _compiled(
    members: tuple[Indicator, ...], grouping: Key, dataset: str, dialect: Dialect, shape: Shape
) -> Question:
    return compile_figures(
        members, grouping, dataset=DATASETS[dataset], tables=tables(), dialect=dialect, shape=shape
    )


def _moments(sql: str, dialect: Dialect, there: list[Manifest]) -> list[tuple[ZoneInfo, list[Manifest]]]:
    """Offices by their zone where the question asks for a moment: a day ends at midnight of the office's own clock. Else all at once."""
    homes: dict[str, str] = {}
    for each in there:
        homes[each.publisher] = min(
            homes.get(each.publisher, each.place), each.place, key=lambda p: (len(p), p)
        )
    if not _asks(sql, dialect, "instant"):
        return [(zone(""), there)]
    apart: dict[ZoneInfo, list[Manifest]] = defaultdict(list)
    for each in there:
        apart[zone(homes[each.publisher])].append(each)
    return list(apart.items())


def _asks(sql: str, dialect: Dialect, name: str) -> bool:
    return re.search(re.escape(dialect.mark(name)) + r"\b", sql) is not None


def _bound(sql: str, dialect: Dialect, period: Period, region: str, where: ZoneInfo) -> dict[str, Any]:
    due = book_year_due(period.end)
    following = datetime.datetime.combine(period.end + datetime.timedelta(days=1), datetime.time(), where)
    told: dict[str, Any] = {
        "programme": "", "start": period.start, "until": period.end, "instant": following, "book_year": due.year,
        "book_starts": due.starts, "meeting_by": due.meeting_by, "from0": region, "below0": region + "/", **_EVERYWHERE,
    }  # fmt: skip
    told |= {f"month{n}": day for n, day in enumerate(period.middles())}
    return {name: value for name, value in told.items() if _asks(sql, dialect, name)}


def _tables(sql: str, there: list[Manifest], period: Period) -> tuple[Table, ...]:
    """Those the statement names, with the files that may tell it something."""
    found = []
    for name, model in SOURCES.items():
        table = model._meta.db_table
        if not re.search(rf"\b{table}\b", sql):
            continue
        files = tuple(
            each.path
            for edition in there
            for each in edition.tables.get(name, ())
            if not (layout()[name].event and each.year > period.end.year)
        )
        holding = {frozenset(edition.columns.get(name, ())) for edition in there if edition.tables.get(name)}
        held = frozenset().union(*holding)
        found.append(Table(table, files, kinds_by_table()[table], held, alike=len(holding) < 2))
    return tuple(found)
