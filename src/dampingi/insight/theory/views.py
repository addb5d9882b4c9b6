import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.insight.reviews.asking import KEPT, address, around, programme_asked
from dampingi.insight.theory import actions, listing, queries
from dampingi.insight.theory.forms import EditionForm, JudgementForm, RowForms, kept
from dampingi.insight.theory.models import Level, Verdict
from dampingi.insight.theory.rows import shipped
from dampingi.insight.theory.sources import found, named
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.PRINT_REPORTS)
def theory(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, "reviews/none.html")
    context = around(request, programme, "theory") | {"edit": address("theory_edition", programme)}
    last = queries.theory_of(programme)
    if last is None:
        return render(request, "theory/empty.html", context)
    rows = listing.theory_rows(request.actor, last, today=today_in(programme.region))
    context |= {"theory": last, "tallied": listing.tallied(rows), "editions": queries.editions(programme)}
    return respond(request, listing.LIST, rows, "theory/theory.html", context, keep=KEPT)


@requires(Permission.MANAGE_EVALUATION)
@require_http_methods(["GET", "POST"])
def edition(request: HttpRequest) -> HttpResponse:
    """All rows in one form; publishing makes the next edition."""
    programme = programme_asked(request, Permission.MANAGE_EVALUATION)
    if programme is None:
        return render(request, "reviews/none.html")
    last = queries.theory_of(programme)
    rows = RowForms(
        request.POST or None, initial=last.rows if last else shipped(), prefix="baris", form_kwargs={"region": programme.region}
    )  # fmt: skip
    form = EditionForm(request.POST or None, initial={"base": last.number if last else 0, "theory": new_id()})
    if request.method == "POST" and rows.is_valid() and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.publish_theory(
                by=request.actor, programme=programme, rows=kept(rows), base=said["base"], reason=said["reason"],
                id=said["theory"],
            ),
        )  # fmt: skip
        if made:
            messages.success(
                request, _("Edisi baru terbit. Baris yang tidak berubah tetap memakai penilaiannya.")
            )
            return redirect(address("theory", programme))
    wrong = bool(form.errors or rows.total_error_count())
    context = {
        "form": form,
        "rows": rows,
        "last": last,
        "programme": programme,
        "back": address("theory", programme),
    }
    return render(
        request, "theory/edition.html", context, status=422 if wrong and request.method == "POST" else 200
    )


@requires(Permission.PRINT_REPORTS)
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, theory_id: uuid.UUID, row: str) -> HttpResponse:
    """One row: what was planned and found, who concluded what, and the form for whoever may judge."""
    held = queries.theory(request.actor, theory_id)
    told, programme = queries.row_of(held, row), held.programme
    judges = request.actor.may(Permission.DECIDE_EVALUATION, region=programme.region, programme=programme.id)
    last = queries.theory_of(programme)
    form = JudgementForm(request.POST or None, initial={"judgement": new_id()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.judge_row(
                by=request.actor, theory=held, row=row, verdict=said["verdict"], reason=said["reason"],
                evidence=said["evidence"], id=said["judgement"],
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Penilaian tersimpan atas nama Anda."))
            return redirect("theory_row", held.id, row)
    tells = found(request.actor, programme, [told["source"]], today_in(programme.region)).get(told["source"])
    current = queries.current(held).get(row)
    context = {
        "theory": held, "row": told, "level": Level(told["level"]).label, "found": tells,
        "source": named(programme.region).get(told["source"], ""), "judges": judges and last is not None and last.id == held.id,
        "newer": last is not None and last.id != held.id, "form": form, "back": address("theory", programme),
        "current": current, "history": [(j, listing.STATES[Verdict(j.verdict)]) for j in queries.judgements(programme, row)],
    }  # fmt: skip
    return render(request, "theory/row.html", context, status=422 if form.errors else 200)
