import io
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.capture.imports import actions, presenting, queries
from dampingi.capture.imports.forms import SheetForm
from dampingi.capture.imports.listing import IMPORTS
from dampingi.capture.imports.samples import EXAMPLES, sample_sheet
from dampingi.engines.sheets import problem_workbook
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui.lists import respond
from dampingi.foundation.ui.sheets import download


@require_GET
@requires(Permission.IMPORT_SHEETS)
def imports(request: HttpRequest) -> HttpResponse:
    return respond(request, IMPORTS, queries.imports(request.actor), "imports/imports.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_SHEETS)
def bring(request: HttpRequest) -> HttpResponse:
    """The upload form; a sheet that can be read leads to its preview, any other stays here with the reason."""
    form = SheetForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        content = told["file"].read()
        try:
            sheet = actions.bring_sheet(
                by=request.actor,
                content=content,
                name=told["file"].name,
                kind=told["kind"],
                region=told["region"],
                programme=told["programme"],
            )
        except Denied:
            raise
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("import", sheet.id)
    status = 422 if request.method == "POST" else 200
    return render(request, "imports/bring.html", {"form": form}, status=status)


@require_GET
@requires(Permission.IMPORT_SHEETS)
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in EXAMPLES:
        raise Refused(_("Contoh itu tidak ada."), status=404)
    return download(sample_sheet(kind), f"contoh-{kind}")


@require_GET
@requires(Permission.IMPORT_SHEETS)
def import_(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One sheet: its dry run while it is a draft, its progress while it is recorded, what came of it afterwards."""
    sheet = queries.import_(request.actor, import_id)
    if request.htmx and sheet.job:
        return render(request, "imports/job.html", {"sheet": sheet, "job": sheet.job})
    wanted = request.GET.get("kendala", "")
    context = {
        "sheet": sheet,
        "job": sheet.job,
        "rows": sheet.summary["rows"],
        "groups": presenting.groups(sheet.summary),
        "skipped": [told for told in sheet.summary["sheets"] if told["skipped"]],
        "unread": [told for told in sheet.summary["sheets"] if told["not_read"]],
        "choices": presenting.field_choices(sheet.kind),
        "places": presenting.place_choices(sheet.region) if sheet.summary["places"] else [],
        "problems": presenting.listed(queries.problems(sheet, wanted)[: presenting.SHOWN]),
        "wanted": wanted,
        "earlier": _earlier(request, sheet) if sheet.state == "draft" else None,
    }
    return render(request, "imports/import.html", context)


def _earlier(request: HttpRequest, sheet):
    return queries.same_file(request.actor, sheet.sha256, sheet.kind, sheet.region)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def reading(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    sheet = queries.import_(request.actor, import_id)
    actions.choose_reading(
        by=request.actor,
        sheet=sheet,
        columns=presenting.chosen_columns(sheet, request.POST),
        chosen_places=presenting.chosen_places(sheet, request.POST),
    )
    messages.success(request, _("Berkas diperiksa lagi dengan pilihan Anda."))
    return redirect("import", sheet.id)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def recording(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    sheet = queries.import_(request.actor, import_id)
    actions.ask_for_import(by=request.actor, sheet=sheet)
    return redirect("import", sheet.id)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def undoing(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    sheet = queries.import_(request.actor, import_id)
    undone = actions.undo_import(by=request.actor, sheet=sheet)
    if undone.undo_summary["kept"]:
        messages.warning(
            request, _("Impor dibatalkan; data yang sudah dipakai tetap ada dan tercantum di bawah.")
        )
    else:
        messages.success(request, _("Impor dibatalkan; semua datanya diarsipkan."))
    return redirect("import", sheet.id)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def discarding(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    actions.discard_sheet(by=request.actor, sheet=queries.import_(request.actor, import_id))
    messages.success(request, _("Berkas dibuang; tidak ada data yang disimpan."))
    return redirect("imports")


@never_cache
@require_GET
@requires(Permission.IMPORT_SHEETS)
def problems(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The same workbook back, with its problems marked and explained."""
    sheet = queries.import_(request.actor, import_id)
    plan = actions.plan_of(by=request.actor, sheet=sheet)
    out = io.BytesIO()
    problem_workbook(plan.workbook, plan.reading, out, translate=_)
    return download(out.getvalue(), f"kendala-{sheet.name.rsplit('.', 1)[0]}"[:80].replace('"', ""))
