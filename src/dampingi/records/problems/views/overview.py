"""The register seen as a whole: list, board, actions and figures."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import respond
from dampingi.records.problems import figures as counted
from dampingi.records.problems import queries
from dampingi.records.problems.board import board as lanes
from dampingi.records.problems.listing import agreed_list, problems_list, years
from dampingi.records.problems.topics import topic_names
from dampingi.records.programmes.rosters import today_in

VIEW = Permission.VIEW_PROBLEMS


@require_GET
@requires(VIEW)
def problems(request: HttpRequest) -> HttpResponse:
    today = today_of(request)
    rows = queries.with_standing(queries.problems(request.actor), today)
    if request.GET.get("keadaan") != "arsip":
        rows = rows.filter(archived_at=None)
    context = around(request, "problems") | {"here": queries.waiting_here(request.actor).count()}
    return respond(request, problems_list(request.actor, today), rows, "problems/problems.html", context)


@require_GET
@requires(VIEW)
def board(request: HttpRequest) -> HttpResponse:
    today = today_of(request)
    context = around(request, "problem_board") | {"lanes": lanes(_living(request, today), today)}
    return render(request, "problems/board.html", context)


@require_GET
@requires(VIEW)
def actions(request: HttpRequest) -> HttpResponse:
    spec = agreed_list(today_of(request))
    return respond(
        request,
        spec,
        queries.agreed_actions(request.actor),
        "problems/actions.html",
        around(request, "agreed_actions"),
    )


@require_GET
@requires(VIEW)
def figures(request: HttpRequest) -> HttpResponse:
    today = today_of(request)
    asked = request.GET.get("tahun", "")
    year = asked if asked in dict(years(today)) else ""
    rows, about = _living(request, today), topic_names()
    told = counted.read(rows.filter(noted_on__year=int(year)) if year else rows)
    context = around(request, "problem_figures") | {
        "whole": _doors(counted.figures(told, today), year), "year": year, "years": years(today),
        "topics": [{"name": about.get(k, k), **_doors(f, year, topik=k)} for k, f in counted.by_topic(told, today).items()],
        "places": _places(request, told, year, today),
    }  # fmt: skip
    return render(request, "problems/figures.html", context)


def today_of(request: HttpRequest) -> datetime.date:
    """The day where the reader works."""
    return today_in(next(iter(request.actor.regions(VIEW)), ""))


def around(request: HttpRequest, current: str) -> dict[str, Any]:
    """The parts of the register, and whether the reader may add to it."""
    parts = (
        ("problems", _("Daftar")), ("problem_board", _("Papan")), ("agreed_actions", pgettext("menu", "Tindakan")),
        ("problem_figures", pgettext("menu", "Angka")), ("problem_authorities", _("Kewenangan")),
    )  # fmt: skip
    tabs = [{"href": reverse(name), "label": words, "current": name == current} for name, words in parts]
    return {"tabs": tabs, "notes": bool(request.actor.regions(Permission.NOTE_PROBLEMS))}


def _living(request: HttpRequest, today: datetime.date) -> Any:
    return queries.with_standing(queries.problems(request.actor), today).filter(archived_at=None)


def _places(
    request: HttpRequest, told: list[counted.Row], year: str, today: datetime.date
) -> list[dict[str, Any]]:
    """The parts of the reader's region; nothing for who reads only their own notes."""
    own = request.actor.regions(VIEW)
    if not own or depth(own[0]) > 3:
        return []
    parts = counted.by_place(told, depth(own[0]) + 1, today)
    named = names(parts)
    return [
        {"name": named.get(k, k), **_doors(f, year, wilayah=f"{k}=" if k in own else k)}
        for k, f in parts.items()
    ]


def _doors(found: counted.Figures, year: str, **narrowed: str) -> dict[str, Any]:
    """Each figure with the address of its rows."""

    def door(state: str = "") -> str:
        asked = narrowed | ({"tahun": year} if year else {}) | ({"keadaan": state} if state else {})
        return f"{reverse('problems')}?{urlencode(asked)}"

    return {
        "open": (number(found.open), door("terbuka")), "overdue": (number(found.overdue), door("terlambat")),
        "waiting": (number(found.waiting), door("menunggu")), "solved": (number(found.solved), door("selesai")),
        "noted": (number(found.noted), door()), "ended": (number(found.unsolved_closed), door("tanpa-solusi")),
        "median": (_days(found), door()),
    }  # fmt: skip


def _days(found: counted.Figures) -> str:
    if found.median is None:
        return _("belum separuhnya")
    return _("hari itu juga") if found.median == 0 else _("%(n)s hari") % {"n": number(found.median)}
