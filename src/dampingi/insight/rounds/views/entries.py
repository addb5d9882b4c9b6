import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.insight.rounds import actions, answers, flags, queries, standings
from dampingi.insight.rounds.forms import SheetForm
from dampingi.insight.rounds.freezing import filled
from dampingi.insight.rounds.knowing import known
from dampingi.insight.rounds.models import Entry, Missing, State
from dampingi.insight.rounds.periods import named
from dampingi.records.programmes.rosters import today_in

PARTS = ("top", "bottom", "number", "missing", "remark")


@requires(queries.SEE)
@require_http_methods(["GET", "POST"])
def round_entry(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """To write in where it is this person's to write; else what was handed in last, if anything was."""
    found = queries.entry(request.actor, entry_id)
    if request.method == "POST":
        return _kept(request, found)
    return render(request, "rounds/entry.html", _context(request, found))


def _kept(request: HttpRequest, found: Entry) -> HttpResponse:
    typed, wrong = _typed(request, found)
    if not wrong:
        try:
            return _saved(request, found, {code: a for code, (_t, a) in typed.items() if a})
        except Refused as refusal:
            wrong, status = {"": refusal.message}, refusal.status
            found = queries.entry(request.actor, found.id)
            if found.state not in actions.reporting.OPEN:
                raise
    else:
        status = 422
    context = _context(request, found, {code: t for code, (t, _a) in typed.items()}, wrong)
    return render(request, "rounds/entry.html", context, status=status)


def _saved(request: HttpRequest, found: Entry, told: dict[str, Any]) -> HttpResponse:
    saved = actions.save_entry(by=request.actor, entry=found.id, answers=told, seen=_seen(request))
    if "submit" not in request.POST:
        messages.success(request, _("Isian disimpan. Belum diajukan."))
        return redirect("round_entry", found.id)
    try:
        actions.submit_entry(by=request.actor, entry=found.id, seen=saved.revision)
    except Refused as refusal:
        messages.warning(
            request, _("Isian disimpan, tetapi belum diajukan: %(why)s") % {"why": refusal.message}
        )
        return redirect("round_entry", found.id)
    messages.success(request, _("Laporan dibekukan dan diajukan untuk diperiksa."))
    return redirect("round_entry", found.id)


def _seen(request: HttpRequest) -> int:
    told = request.POST.get("seen", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else -1


def _typed(request: HttpRequest, found: Entry) -> tuple[dict[str, Any], dict[str, str]]:
    """question -> (what was typed, the answer), and what is wrong by question."""
    told: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in found.round.questions:
        code = question["code"]
        cells = {part: request.POST.get(f"{part}-{code}", "") for part in PARTS}
        told[code] = (cells, None)
        try:
            told[code] = (cells, answers.read(question, cells))
        except Refused as refusal:
            wrong[code] = refusal.message
    return told, wrong


def _context(
    request: HttpRequest,
    found: Entry,
    typed: dict[str, Any] | None = None,
    wrong: dict[str, str] | None = None,
) -> dict[str, Any]:
    places, asked, last = names([found.region, found.round.region]), found.round, queries.latest(found)
    writes = queries.reports_for(request.actor, found.region) and found.state in actions.reporting.OPEN and not asked.cancelled_at  # fmt: skip
    context = {
        "entry": found, "round": asked, "period": named(asked.kind, asked.starts_on), "place": places.get(found.region, found.region),
        "asker": places.get(asked.region, asked.region), "writes": writes, "wrong": wrong or {}, "missing": Missing.choices,
        "standing": standings.standing(found, places.get(found.region, ""), last), "edition": last, "due": standings.told_due(asked.due_on, standings.days_left(found)),
        "seen": found.revision if typed is None else _seen(request), "editions": list(found.editions.order_by("-number")), "holds": queries.holds_round(request.actor, asked),
    }  # fmt: skip
    if writes:
        own = known(asked, found.region)
        rows = filled(found, found.answers, own)
        odd = flags.against_history(found, rows)
        context["fields"] = [
            _field(
                row | {"flag": odd.get(row["code"])},
                (typed or {}).get(row["code"]),
                (wrong or {}).get(row["code"], ""),
            )
            for row in rows
        ]
        context["sheet_form"] = SheetForm()
        context["open_count"] = sum(not answers.settled(row["answer"]) for row in rows)
    elif last:
        peers = _peers(request, found)
        context["rows"] = [shown(row) | {"peers": peers.get(row["code"], "")} for row in last.body["answers"]]
        context["intact"] = queries.intact(last)
    if context["holds"] and found.state in actions.reporting.OPEN and not asked.cancelled_at:
        words = _reminder(found, context["place"], request.build_absolute_uri(request.path))
        context |= {
            "words": words,
            "reporters": len(queries.reporters(found.region, on=today_in(found.region))),
        }
    context["may_check"] = bool(
        context["holds"]
        and last
        and found.state == State.SUBMITTED
        and str(request.actor.user_id) not in last.makers
    )
    return context


def _peers(request: HttpRequest, found: Entry) -> dict[str, str]:
    """question -> how far from the other regions, for whoever sees them all."""
    if not request.actor.may(queries.SEE, region=found.round.region):
        return {}
    others = list(queries.entries(request.actor).filter(round=found.round))
    odd = flags.against_peers(standings.latest_editions(others)).get(found.id, {})
    asked = {q["code"]: q for q in found.round.questions}
    return {code: flags.said_of_peers(asked[code], each) for code, each in odd.items()}


def _reminder(found: Entry, place: str, address: str) -> str:
    """Ready to be sent by WhatsApp, to whoever the office knows there."""
    return _("Yth. %(place)s. Laporan pemantauan %(period)s kami tunggu paling lambat %(due)s. Isi di %(address)s. Terima kasih.") % {
        "place": place, "period": named(found.round.kind, found.round.starts_on), "due": formats.day(found.round.due_on), "address": address,
    }  # fmt: skip


def _field(row: dict[str, Any], typed: dict[str, str] | None, wrong: str) -> dict[str, Any]:
    """A question as the form shows it: what was just typed, else what is kept."""
    held = {part: _plain(row["answer"].get(part, ""), part) for part in PARTS}
    return shown(row) | {"held": typed or held, "wrong": wrong}


def _plain(text: str, part: str) -> str:
    """As it is typed: a comma for the fraction."""
    return text.replace(".", ",").replace("-", "−", 1) if part in ("top", "bottom", "number") else text


def shown(row: dict[str, Any]) -> dict[str, Any]:
    answer = row["answer"]
    return row | {
        "value": answers.shown(row, answer), "counted": answers.counted(answer), "why": answers.why_missing(answer),
        "remark": answer.get("remark", ""), "settled": answers.settled(answer), "odd": flags.said(row, row["flag"]) if row.get("flag") else "",
    }  # fmt: skip
