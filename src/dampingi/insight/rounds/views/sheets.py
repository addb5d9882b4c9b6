import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.sheets import download
from dampingi.insight.rounds import actions, queries
from dampingi.insight.rounds.forms import BehalfForm, SheetForm
from dampingi.insight.rounds.freezing import filled
from dampingi.insight.rounds.knowing import known
from dampingi.insight.rounds.papers import opened
from dampingi.insight.rounds.periods import named


@require_GET
@requires(Permission.REPORT_ROUNDS, Permission.HOLD_ROUNDS)
def round_sheet(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """The entry as a workbook: with its draft for those who write it, without for whoever asked."""
    from dampingi.insight.rounds.sheet_writing import sheet

    found = queries.entry(request.actor, entry_id)
    writes = queries.reports_for(request.actor, found.region)
    if not writes and not queries.holds_round(request.actor, found.round):
        raise Denied(_("Lembar isian untuk yang melapor dan yang mengundang."))
    actions.require_open(found)
    own = known(found.round, found.region)
    body = sheet(found, filled(found, found.answers if writes else {}, own), own)
    return download(body, f"isian-{found.region}-{found.round.starts_on}")


@requires(Permission.REPORT_ROUNDS)
@require_POST
def round_upload(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    found = queries.entry(request.actor, entry_id)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["sheet"].read()
        if attempt(form, lambda: actions.take_sheet(by=request.actor, entry=found.id, content=content)):
            messages.success(request, _("Lembar diambil ke dalam isian. Periksa, lalu ajukan."))
            return redirect("round_entry", found.id)
    return render(request, "rounds/upload.html", _context(found, form), status=422)


@requires(Permission.HOLD_ROUNDS)
@require_http_methods(["GET", "POST"])
def round_behalf(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """For a region that sent its sheet and a letter instead of writing itself."""
    found = queries.entry(request.actor, entry_id)
    if not queries.holds_round(request.actor, found.round):
        raise Denied(_("Hanya yang mengundang yang mengunggah atas nama wilayah yang diundang."))
    form = BehalfForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.hand_in_on_behalf(
                by=request.actor, entry=found.id, content=told["sheet"].read(), letter=told["letter"].read(),
                letter_number=told["letter_number"],
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Laporan dibekukan bersama surat pengantarnya; orang lain yang memeriksanya."))  # fmt: skip
            return redirect("round_entry", found.id)
    return render(request, "rounds/behalf.html", _context(found, form), status=422 if form.errors else 200)


def _context(found, form) -> dict:
    return {
        "entry": found, "form": form, "place": name_of(found.region), "period": named(found.round.kind, found.round.starts_on),
    }  # fmt: skip


@require_GET
@requires(queries.SEE)
def round_letter(request: HttpRequest, round_edition_id: uuid.UUID) -> HttpResponse:
    """An image is shown as drawn anew; a PDF is only ever downloaded."""
    letter = queries.letter_of(queries.edition(request.actor, round_edition_id))
    if letter is None:
        raise Refused(_("Edisi ini tidak disertai surat."), status=404)
    image = letter.kind == "image"
    with (letter.shown if image else letter.original).open("rb") as stored:
        body = opened(stored.read())
    answer = HttpResponse(body, content_type="image/jpeg" if image else "application/pdf")
    name = f"surat-{letter.sha256[:8]}.{'jpg' if image else 'pdf'}"
    answer["Content-Disposition"] = f'{"inline" if image else "attachment"}; filename="{name}"'
    return answer
