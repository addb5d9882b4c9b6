import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.capture.imports import actions, differing, marked, places, presenting, queries
from dampingi.capture.imports.forms import SheetForm, brings
from dampingi.capture.imports.listing import IMPORTS, SPELLINGS, differences_list, problems_list
from dampingi.capture.imports.models import Import
from dampingi.capture.imports.rowpages import RowsShown
from dampingi.capture.imports.samples import EXAMPLES, sample_sheet
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.foundation.ui.sheets import download
from dampingi.foundation.uploads import was_too_large


@require_GET
@requires(Permission.IMPORT_SHEETS)
def imports(request: HttpRequest) -> HttpResponse:
    return respond(request, IMPORTS, queries.imports(request.actor), "imports/imports.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_SHEETS)
def bring(request: HttpRequest) -> HttpResponse:
    """The upload form; a workbook that can be opened is kept and read in a worker, any other stays here with the reason."""
    asked = request.GET.get("isi", "")
    form = SheetForm(
        request.POST or None, request.FILES or None, actor=request.actor, too_large=was_too_large(request),
        initial={"kind": asked} if asked in Import.Kind.values else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            sheet = actions.receive_sheet(
                by=request.actor,
                content=told["file"].read(),
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
    context = {"form": form, "brings_cooperatives": brings(request.actor, Import.Kind.COOPERATIVES)}
    return render(request, "imports/bring.html", context, status=status)


@require_GET
@requires(Permission.IMPORT_SHEETS)
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in EXAMPLES:
        raise Refused(_("Contoh itu tidak ada."), status=404)
    return download(sample_sheet(kind), f"contoh-{kind}")


@require_GET
@requires(Permission.IMPORT_SHEETS)
def import_(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One sheet: how far its check is, what it would do while it is a draft, what came of it afterwards."""
    sheet = queries.import_(request.actor, import_id)
    if request.htmx and sheet.job and not sheet.job.finished:
        return render(request, "imports/job.html", {"sheet": sheet, "job": sheet.job})
    if request.htmx:  # finished: the whole page has changed
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"sheet": sheet, "job": sheet.job}
    if sheet.summary:
        context |= presenting.figures(request.actor, sheet)
    return render(request, "imports/import.html", context)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def reading(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    sheet = queries.import_(request.actor, import_id)
    actions.choose_reading(
        by=request.actor,
        sheet=sheet,
        columns=presenting.chosen_columns(sheet, request.POST),
        chosen_places=presenting.chosen_places(sheet, request.POST),
        kept_names=presenting.kept_names(sheet, request.POST),
        more=presenting.other_choices(request.actor, sheet, request.POST),
    )
    actions.ask_for_check(by=request.actor, sheet=sheet)
    messages.success(request, _("Berkas diperiksa lagi dengan pilihan Anda."))
    return redirect("import", sheet.id)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def choices(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """What goes into the register, field by field, and what becomes of records no longer listed."""
    sheet = queries.import_(request.actor, import_id)
    actions.decide_fields(
        by=request.actor,
        sheet=sheet,
        fields=presenting.chosen_fields(sheet, request.POST),
        gone=request.POST.get("hilang", "biarkan"),
    )
    messages.success(request, _("Pilihan Anda disimpan."))
    return redirect("import", sheet.id)


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_SHEETS)
def differences(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Every record the list would change or no longer lists, to be taken or left one by one."""
    sheet = queries.import_(request.actor, import_id)
    spec, rows = differences_list(sheet), sheet.differences.all()
    if request.method == "POST":
        page = Listing(spec, rows, request.GET).page.object_list
        decided = differing.decided([row.told for row in page], request.POST)
        actions.decide_records(by=request.actor, sheet=sheet, decided=decided)
        messages.success(request, _("Pilihan di halaman ini disimpan."))
        return redirect(request.get_full_path())
    return respond(request, spec, rows, "imports/differences.html", {"sheet": sheet})


@require_GET
@requires(Permission.IMPORT_SHEETS)
def findings(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Every problem of a sheet, cell by cell."""
    sheet = queries.import_(request.actor, import_id)
    return respond(
        request, problems_list(sheet), sheet.problems.all(), "imports/findings.html", {"sheet": sheet}
    )


@never_cache
@require_GET
@requires(Permission.IMPORT_SHEETS)
def rows(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The rows behind each count of a checked sheet, by what becomes of them."""
    sheet = queries.import_(request.actor, import_id)
    if not sheet.summary:
        raise Refused(_("Berkas ini belum selesai diperiksa."), status=404)
    shown = RowsShown(sheet, request.GET)
    if "unduh" in request.GET:
        return download(presenting.rows_workbook(request.actor, shown), f"impor-{shown.outcome}")
    return render(request, "imports/rows.html", {"sheet": sheet, "shown": shown})


@require_POST
@requires(Permission.IMPORT_SHEETS)
def recording(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    sheet = queries.import_(request.actor, import_id)
    actions.ask_for_import(by=request.actor, sheet=sheet)
    return redirect("import", sheet.id)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def doubting(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Send those no longer listed into the queue of verification."""
    asked = actions.ask_for_verification(by=request.actor, sheet=queries.import_(request.actor, import_id))
    messages.success(request, _("%(n)s usaha masuk antrean verifikasi.") % {"n": formats.number(asked)})
    return redirect("import", import_id)


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
        messages.success(request, _("Impor dibatalkan; registernya kembali seperti sebelumnya."))
    return redirect("import", sheet.id)


@require_POST
@requires(Permission.IMPORT_SHEETS)
def discarding(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    actions.discard_sheet(by=request.actor, sheet=queries.import_(request.actor, import_id))
    messages.success(request, _("Berkas dibuang; tidak ada data yang disimpan."))
    return redirect("imports")


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_SHEETS)
def problems(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The same workbook back, its problems and changes marked; a long one is made in a worker first (POST)."""
    sheet = queries.import_(request.actor, import_id)
    if request.method == "POST":
        return redirect("job", marked.ask_for_marked(by=request.actor, sheet=sheet).id)
    return download(marked.marked_workbook(by=request.actor, sheet=sheet), marked.file_name(sheet))


@require_POST
@requires(Permission.IMPORT_SHEETS)
def forgetting(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Read the sheet without what was chosen for earlier ones, now and from now on."""
    sheet = queries.import_(request.actor, import_id)
    actions.forget_mapping(by=request.actor, sheet=sheet)
    actions.ask_for_check(by=request.actor, sheet=sheet)
    messages.success(request, _("Cara baca lama dilupakan; berkas diperiksa lagi."))
    return redirect("import", sheet.id)


@require_GET
@requires(Permission.IMPORT_SHEETS)
def spellings(request: HttpRequest) -> HttpResponse:
    """Names of regions that people explained once, and that are understood since."""
    return respond(request, SPELLINGS, places.spellings(request.actor), "imports/spellings.html")


@require_POST
@requires(Permission.IMPORT_SHEETS)
def spelling_removal(request: HttpRequest, spelling_id: uuid.UUID) -> HttpResponse:
    places.forget_spelling(by=request.actor, spelling=spelling_id)
    messages.success(request, _("Sebutan dihapus; berkas berikutnya tidak lagi dibaca begitu."))
    return redirect("spellings")
