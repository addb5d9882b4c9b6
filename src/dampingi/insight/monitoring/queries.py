"""The one place where figures are read. Every question is asked for an actor, about one programme, a place and a period."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.indicators import SUBJECT, Figure, Indicator, Part
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period, of_programme
from dampingi.insight.monitoring.questions import Request, ask_figures, ask_rows, count_rows
from dampingi.insight.monitoring.reaches import reached
from dampingi.insight.monitoring.uncounted import composite_figures, typed_figures
from dampingi.insight.monitoring.values import Values
from dampingi.records.programmes.models import Programme, Target


def indicators(region: str = "") -> list[Indicator]:
    """Those that count in the region, its office's own among them; without one as shipped."""
    return list(catalogue(region).values())


def indicator(code: str, region: str = "") -> Indicator:
    """Raises Refused (404) naming the known ones."""
    counting = catalogue(region)
    found = counting.get(code)
    if found is None:
        known = ", ".join(counting)
        raise Refused(
            _("Indikator %(code)s tidak ada. Yang ada: %(known)s.") % {"code": code, "known": known},
            status=404,
        )
    return found


def values(
    actor: Actor,
    codes: Sequence[str] | None = None,
    grouping: str | Sequence[str] = (),
    *,
    programme: Programme,
    region: str = "",
    period: Period | None = None,
    permission: Permission = Permission.VIEW_DASHBOARD,
) -> Values:
    """Figures of the indicators (all that count in the programme's region and know the grouping, if none is named) by group.

    `region` narrows to a place, which the actor's reach must cover whole; "" is everything the actor reaches. `period` is the
    programme up to today. Raises UnscopedQuery, Denied, Refused (an indicator or a grouping that is not there).
    """
    groups = (grouping,) if isinstance(grouping, str) else tuple(grouping)
    chosen = _chosen(codes, groups, programme.region)
    return values_of(
        actor, chosen, groups, programme=programme, region=region, period=period, permission=permission
    )


def values_of(
    actor: Actor,
    chosen: Sequence[Indicator],
    groups: tuple[str, ...] = (),
    *,
    programme: Programme,
    region: str = "",
    period: Period | None = None,
    permission: Permission = Permission.VIEW_DASHBOARD,
) -> Values:
    """The same of definitions in hand, whether they count already or are only being written."""
    _knowing(chosen, groups)
    period = period or of_programme(programme, until=timezone.localdate())
    figures: dict[str, dict[tuple[str, ...], Figure]] = {i.code: {} for i in chosen}
    for dataset, members in _by_dataset([i for i in chosen if i.dataset]).items():
        request = _request(actor, permission, dataset, programme, region, period)
        for row in ask_figures(members, groups, request):
            key = tuple(_text(name, value) for name, value in zip(groups, row, strict=False))
            for n, member in enumerate(members):
                numerator, denominator = row[len(groups) + 2 * n : len(groups) + 2 * n + 2]
                if numerator or denominator:
                    figures[member.code][key] = Figure(int(numerator or 0), int(denominator or 0))
    for each in chosen:
        if each.entered:
            figures[each.code] = typed_figures(
                actor, each, groups, region=region or programme.region, period=period, permission=permission
            )
    if composites := [i for i in chosen if i.parts]:
        told = {"programme": programme, "region": region, "period": period, "permission": permission}
        figures |= composite_figures(
            composites, programme, lambda parts: values_of(actor, parts, groups, **told).figures
        )
    return Values(programme.code, region, period, groups, {i.code: i for i in chosen}, figures)


def rows(
    actor: Actor,
    code: str | Indicator,
    grouping: str | Sequence[str] = (),
    group: str | Sequence[str] = (),
    *,
    programme: Programme,
    region: str = "",
    period: Period | None = None,
    part: Part = "all",
    limit: int = 50,
    offset: int = 0,
    permission: Permission = Permission.VIEW_DASHBOARD,
) -> tuple[list[dict[str, Any]], int]:
    """The rows a figure was made from, and how many there are: the sums of their `numerator` and `denominator` are the figure."""
    names = (grouping,) if isinstance(grouping, str) else tuple(grouping)
    texts = (group,) if isinstance(group, str) else tuple(group)
    told = indicator(code, programme.region) if isinstance(code, str) else code
    chosen = _knowing([told], names)[0]
    if not chosen.dataset:
        raise Refused(_("Angka ini tidak dihitung dari baris. Buka halaman indikatornya."), status=404)
    period = period or of_programme(programme, until=timezone.localdate())
    request = _request(actor, permission, chosen.dataset, programme, region, period)
    counted = count_rows(chosen, names, texts, request, part=part)
    found = ask_rows(chosen, names, texts, request, part=part, limit=limit, offset=offset)
    return [_plain(row) for row in found], counted


def sums_of_people(
    actor: Actor,
    codes: Sequence[str],
    *,
    programme: Programme,
    region: str = "",
    period: Period | None = None,
    permission: Permission = Permission.VIEW_DASHBOARD,
) -> dict[str, dict[str, Figure]]:
    """indicator -> whom its rows are about (a pseudonymous id) -> their share of the figure: what a difference is judged by.

    What is combined or typed is about nobody and left out."""
    period = period or of_programme(programme, until=timezone.localdate())
    found: dict[str, dict[str, Figure]] = {}
    counted = [i for i in _chosen(codes, (), programme.region) if i.dataset]
    for dataset, members in _by_dataset(counted).items():
        request = _request(actor, permission, dataset, programme, region, period)
        asked = ask_figures(members, (SUBJECT,), request)
        for n, member in enumerate(members):
            found[member.code] = {
                str(row[0]): Figure(int(row[1 + 2 * n] or 0), int(row[2 + 2 * n] or 0)) for row in asked
            }
    return found


def targets(programme: Programme, *, region: str, period: str = "") -> dict[str, Any]:
    """indicator -> target that holds for the region: its own, else that of the nearest region above it."""
    return {code: t.value for code, t in aims(programme, region=region, period=period).items()}


def aims(programme: Programme, *, region: str, period: str = "") -> dict[str, Target]:
    """indicator -> the target that holds for the region, whole."""
    wanted = period or str(programme.starts_on.year)
    found = Target.objects.filter(programme=programme, period=wanted).order_by("region")
    return {t.indicator: t for t in found if contains(t.region, region)}


def _chosen(codes: Sequence[str] | None, groups: tuple[str, ...], region: str) -> Sequence[Indicator]:
    if codes is None:
        return [i for i in indicators(region) if set(groups) <= set(i.groupings)]
    return _knowing([indicator(c, region) for c in codes], groups)


def _knowing(chosen: Sequence[Indicator], groups: tuple[str, ...]) -> Sequence[Indicator]:
    for each in chosen:
        missing = [g for g in groups if g not in each.groupings]
        if missing:
            raise Refused(
                _("%(name)s tidak dapat dikelompokkan menurut %(missing)s. Pilihannya: %(known)s.")
                % {"name": _(each.name), "missing": missing[0], "known": ", ".join(each.groupings)}
            )
    return chosen


def _by_dataset(chosen: Sequence[Indicator]) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = defaultdict(list)
    for each in chosen:
        found[each.dataset].append(each)
    return found


def _request(
    actor: Actor, permission: Permission, dataset: str, programme: Programme, region: str, period: Period
) -> Request:
    reach = reached(actor, permission, programme=programme, dataset=DATASETS[dataset])
    if region and not reach.others and not any(contains(p, region) for p in reach.prefixes):
        raise Denied(_("Wilayah %(region)s di luar wewenang Anda.") % {"region": region})
    return Request(dataset, programme, region, period, reach)


def _text(grouping: str, value: Any) -> str:
    """A group as text: the empty text where it is not on record, ids in one spelling on every database."""
    if value is None:
        return ""
    return str(uuid.UUID(str(value))) if grouping == "mentor" else str(value)


_IDS = ("id", "programme", "enrolment", "mentor", "business", "cooperative", "slot", "grant", "point", "unit")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    told = dict(row)
    for name in _IDS:
        if told.get(name):
            told[name] = uuid.UUID(str(told[name]))
    if isinstance(told["day"], str):
        told["day"] = datetime.date.fromisoformat(told["day"])
    return told
