"""The rows a figure was made from, as a list that can be read, sent and taken along as a workbook."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import respond
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring.dashboard.asked import INDICATOR, MONTH, PROGRAMME, REGION, SPAN, Asked
from dampingi.insight.monitoring.dashboard.columns import address, rows_list
from dampingi.insight.monitoring.dashboard.factrows import PARTS, FactRows, Narrowed
from dampingi.insight.monitoring.dashboard.page import definition
from dampingi.insight.monitoring.dashboard.wording import labels
from dampingi.insight.monitoring.queries import values_of
from dampingi.insight.monitoring.spans import words
from dampingi.insight.monitoring.values import summed

GROUPING, GROUP, PART = "menurut", "nilai", "bagian"
SECOND_GROUPING, SECOND_GROUP = "menurut_b", "nilai_b"
NOT_RECORDED = "-"


def behind(request: HttpRequest, asked: Asked) -> HttpResponse:
    actor, narrowed = request.actor, _narrowed(request, asked)
    spec = rows_list(actor, asked, DATASETS[asked.indicator.dataset])
    found = summed(
        [
            values_of(
                actor, [asked.indicator], narrowed.grouping, programme=programme, region=region, period=period
            )
            for programme, region, period in asked.parts()
        ]
    )
    group = ", ".join(
        labels(name, [key], *asked.programmes)[key]
        for name, key in zip(narrowed.grouping, narrowed.group, strict=True)
    )
    context = {
        "asked": asked,
        "place": name_of(asked.region),
        "group": group,
        "group_words": narrowed.words,
        "definition": definition(asked.indicator, found, asked, *narrowed.group),
        "tabs": _tabs(asked, narrowed),
        "back": _target(asked) if asked.span else asked.here(),
        "masa": words(asked.span) if asked.span else "",
        "dataset": DATASETS[asked.indicator.dataset],
    }
    kept = (PROGRAMME, REGION, INDICATOR, MONTH, SPAN, GROUPING, GROUP, SECOND_GROUPING, SECOND_GROUP, PART)
    return respond(
        request, spec, FactRows(actor, asked, narrowed), "monitoring/rows.html", context, keep=kept
    )


def _target(asked: Asked) -> str:
    """Rows of a quarter or a month are asked for by its target."""
    told = {PROGRAMME: asked.programme.code, REGION: asked.region, SPAN: asked.span}
    return f"{address('target', asked.indicator.code)}?{urlencode(told)}"


def _narrowed(request: HttpRequest, asked: Asked) -> Narrowed:
    told = [
        (name, request.GET.get(value, ""))
        for grouping, value in ((GROUPING, GROUP), (SECOND_GROUPING, SECOND_GROUP))
        if (name := request.GET.get(grouping, ""))
    ]
    names, part = tuple(name for name, _value in told), request.GET.get(PART, "")
    twice = len(set(names)) < len(names) or (SECOND_GROUPING in request.GET and len(names) < 2)
    if part not in PARTS or twice or any(name not in asked.indicator.groupings for name in names):
        raise Refused(_("Rincian itu tidak ada. Buka kembali dari dasbor."), status=404)
    return Narrowed(names, tuple(_key(name, value) for name, value in told), part)


def _key(grouping: str, value: str) -> str:
    if value == NOT_RECORDED:
        return ""
    return _mentor(value) if grouping == "mentor" else value


def _mentor(value: str) -> str:
    try:
        return str(uuid.UUID(value))
    except ValueError:
        raise Refused(_("Pendamping itu tidak ada. Buka kembali dari dasbor."), status=404) from None


def _tabs(asked: Asked, narrowed: Narrowed) -> list[dict[str, Any]]:
    """All rows, those in the numerator, and the others - where rows are either in or out."""
    if asked.indicator.kind != "proportion":
        return []
    words = {"": _("Semua"), "masuk": _("Masuk hitungan"), "belum": _("Belum masuk")}
    names = ((GROUPING, GROUP), (SECOND_GROUPING, SECOND_GROUP))
    group: dict[str, str] = {}
    for (grouping, value), name, key in zip(names, narrowed.grouping, narrowed.group, strict=False):
        group |= {grouping: name, value: key or NOT_RECORDED}
    code = asked.indicator.code
    return [
        {"href": asked.door(code, **group, bagian=part), "label": label, "current": part == narrowed.part}
        for part, label in words.items()
    ]
