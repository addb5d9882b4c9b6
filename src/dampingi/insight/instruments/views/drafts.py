"""Writing an instrument: a draft in words, and one part of it at a time as a form."""

import itertools
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.checking import mistakes, total_words
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.instruments import drafting, editing, forms, reading, rules
from dampingi.insight.instruments.models import Draft, Edition
from dampingi.insight.instruments.queries import draft_of, instrument_of, newest
from dampingi.insight.instruments.words import compared
from dampingi.insight.monitoring.queries import indicators

NEW = "baru"
ROWS = {"kriteria": forms.CriterionForm, "dimensi": forms.DimensionForm, "kelompok": forms.BandForm}
HISTORY = 50


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def begin(request: HttpRequest, instrument_id: uuid.UUID) -> HttpResponse:
    found = instrument_of(request.actor, instrument_id)
    return redirect("instrument_draft", drafting.begin_draft(by=request.actor, instrument=found).id)


@require_GET
@requires(Permission.MANAGE_EVALUATION)
def draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The whole draft in words, with what is wrong where it stands."""
    found = draft_of(request.actor, draft_id)
    now = newest(found)
    wrong = mistakes(now.body)
    lines = reading.lines(now.body, _indicators(found.region))
    context = {
        "draft": found, "edition": now, "office": name_of(found.region), "mistakes": wrong,
        "count": ngettext("%(n)s hal perlu diperbaiki sebelum diterbitkan", "%(n)s hal perlu diperbaiki sebelum diterbitkan", len(wrong))
        % {"n": number(len(wrong))},
        "dimensions": reading.grouped(now.body, lines), "wrong": {(m.part, m.key) for m in wrong},
        "total": total_words(sum(ln.weight for ln in lines)),
        "sound": abs(sum(ln.weight for ln in lines) - 100) < 1e-9,
        "bands": list(zip(sorted(now.body["bands"], key=lambda b: b["lower"]), rules.band_words(now.body), strict=True)),
        "rules": rules.told(now.body), "changes": compared(found.base.body, now.body),
    }  # fmt: skip
    return render(request, "instruments/draft.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def part(request: HttpRequest, draft_id: uuid.UUID, part: str) -> HttpResponse:
    """What there is one of: name and purpose, weights, adjustments, rules."""
    found = draft_of(request.actor, draft_id)
    now = newest(found)
    make = {"umum": _head, "bobot": _weights, "penyesuai": _covariates, "aturan": _rules}.get(part)
    if make is None:
        raise Refused(_("Bagian itu tidak ada. Buka dari halaman rancangannya."), status=404)
    form, change, places = make(request, now)
    titles = {
        "umum": _("Nama dan tujuan"),
        "bobot": _("Bobot"),
        "penyesuai": _("Penyesuai"),
        "aturan": _("Aturan"),
    }
    return _answer(request, found, now, form, change, places, {"title": titles[part], "part": part})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def row(request: HttpRequest, draft_id: uuid.UUID, part: str, key: str) -> HttpResponse:
    """One criterion, dimension or band; `baru` is a new one."""
    found = draft_of(request.actor, draft_id)
    now = newest(found)
    where = forms.PARTS.get(part)
    held = next((r for r in now.body[where] if r["key"] == key), None) if where else None
    if where is None or (held is None and key != NEW):
        raise Refused(_("Bagian itu tidak ada lagi. Buka dari halaman rancangannya."), status=404)
    first = _first(request, now, held)
    more = (
        {"body": now.body, "key": key, "indicators": _indicators(found.region)} if part == "kriteria" else {}
    )
    form = ROWS[part](request.POST or None, initial=first, **more)
    own = "" if held is None else key
    change = lambda body: editing.put(body, where, form.row(body, own), instead_of=own)  # noqa: E731
    title = (
        held["name"]
        if held
        else {
            "kriteria": _("Kriteria baru"),
            "dimensi": _("Dimensi baru"),
            "kelompok": _("Kelompok nilai baru"),
        }[part]
    )
    told = {"title": title, "part": part, "held": held, "where": where, "key": key}
    return _answer(request, found, now, form, change, [(where, own)] if own else [], told)


def _first(request: HttpRequest, now: Edition, held: Any) -> dict[str, Any]:
    if held is None:
        return {"opened": now.number, "dimension": request.GET.get("dimensi", ""), "least": 1}
    return {"opened": now.number} | {k: v for k, v in held.items() if k in ("name", "says", "lower")}


def _answer(
    request: HttpRequest, found: Draft, now: Edition, form: Any, change: Callable, places: list, told: dict[str, Any]
) -> HttpResponse:  # fmt: skip
    """Saved it leads back to the draft; refused it keeps what was typed. After a conflict, sending again is on purpose."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            drafting.save_change(
                by=request.actor,
                draft=found,
                change=change,
                places=places,
                opened=form.cleaned_data["opened"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = refusal.status
            if isinstance(refusal, Conflict):
                form.data = form.data.copy()
                form.data["opened"] = str(newest(found).number)
        else:
            messages.success(request, _("Tersimpan. Yang sebelumnya tetap ada dalam riwayat."))
            return redirect("instrument_draft", found.id)
    status = 422 if form.errors and status == 200 else status
    return render(
        request, "instruments/part.html", {"draft": found, "edition": now, "form": form} | told, status=status
    )


def _head(request: HttpRequest, now: Edition) -> tuple:
    first = {"opened": now.number, "name": now.body["name"], "why": now.body["why"]}
    form = forms.HeadForm(request.POST or None, initial=first)
    return (
        form,
        lambda body: editing.with_head(body, form.cleaned_data["name"], form.cleaned_data["why"]),
        [("about", "")],
    )


def _weights(request: HttpRequest, now: Edition) -> tuple:
    form = forms.WeightsForm(request.POST or None, body=now.body, initial={"opened": now.number})
    places = [("criteria", c["key"]) for c in now.body["criteria"] if f"w-{c['key']}" in form.changed_data]

    def change(body: dict[str, Any]) -> dict[str, Any]:
        kept = {key for _part, key in places}
        return editing.with_weights(body, {k: w for k, w in form.weights().items() if k in kept})

    return form, change, places


def _covariates(request: HttpRequest, now: Edition) -> tuple:
    form = forms.CovariatesForm(request.POST or None, body=now.body, initial={"opened": now.number})
    return form, lambda body: editing.with_covariates(body, form.rows()), [("covariates", "")]


def _rules(request: HttpRequest, now: Edition) -> tuple:
    form = forms.RulesForm(
        request.POST or None, initial={"opened": now.number} | forms.RulesForm.first(now.body)
    )
    places = [("rules", ""), *(("decisions", key) for key in ("honour", "coach", "replace"))]
    return form, lambda body: editing.with_rules(body, form.rules(), form.decisions()), places


def _indicators(region: str) -> dict[str, str]:
    return {i.code: i.name for i in indicators(region)}


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def change(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Move or remove one row."""
    found = draft_of(request.actor, draft_id)
    now = newest(found)
    where, key, act = (request.POST.get(field, "") for field in ("where", "key", "act"))
    if (
        where not in forms.PARTS.values()
        or key not in named(now.body, where)
        or act not in ("up", "down", "remove")
    ):
        raise Refused(_("Bagian itu tidak ada lagi. Buka dari halaman rancangannya."), status=404)
    if act == "remove":
        told = (lambda body: editing.removed(body, where, key)), [(where, key)], _opened(request)
        said = _("%(name)s dihapus. Dari riwayat ia dapat dikembalikan.") % {
            "name": named(now.body, where)[key]
        }
        messages.success(request, said)
    else:
        step = -1 if act == "up" else 1
        told = (lambda body: editing.moved(body, where, key, step)), [], now.number
    drafting.save_change(by=request.actor, draft=found, change=told[0], places=told[1], opened=told[2])
    return redirect("instrument_draft", found.id)


def _opened(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("opened", ""))
    except ValueError:
        raise Refused(_("Muat ulang halaman ini, lalu simpan lagi.")) from None


@require_GET
@requires(Permission.MANAGE_EVALUATION)
def history(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Every save with what it changed; any of them can come back."""
    found = draft_of(request.actor, draft_id)
    held = list(found.editions.order_by("-number")[: HISTORY + 1])  # type: ignore[attr-defined]
    rows = [(e, compared(before.body, e.body)) for e, before in itertools.pairwise(held)]
    if held[-1].number == 1:
        rows.append((held[-1], []))
    return render(
        request, "instruments/history.html", {"draft": found, "rows": rows[:HISTORY], "now": held[0]}
    )


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def restore(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    found = draft_of(request.actor, draft_id)
    drafting.restore_edition(by=request.actor, draft=found, number=_opened(request))
    messages.success(request, _("Dikembalikan sebagai simpanan terbaru."))
    return redirect("instrument_draft", found.id)


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def settle(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Publish the draft as the next version, or drop it."""
    found = draft_of(request.actor, draft_id)
    if request.POST.get("act") == "drop":
        drafting.drop_draft(by=request.actor, draft=found)
        messages.success(request, _("Rancangan dibuang. Versi yang sudah terbit tidak berubah."))
        return redirect("instrument", found.base_id)
    made = drafting.publish_draft(by=request.actor, draft=found, opened=_opened(request))
    messages.success(
        request,
        _("Terbit sebagai versi %(n)s. Dipakai penilaian berikutnya, dan dikunci kepala dinas.")
        % {"n": made.version},
    )
    return redirect("instrument", made.id)
