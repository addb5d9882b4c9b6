import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import respond
from dampingi.records.duplicates import actions
from dampingi.records.duplicates.listing import MERGES, batch_list
from dampingi.records.duplicates.pages import merge_page
from dampingi.records.duplicates.queries.merges import merge_of
from dampingi.records.duplicates.queries.merges import merges as all_merges
from dampingi.records.duplicates.queries.pairs import batch_of


@requires(Permission.REVIEW_REPEATS)
@require_GET
def merges(request: HttpRequest) -> HttpResponse:
    return respond(request, MERGES, all_merges(request.actor), "duplicates/merges.html")


@requires(Permission.REVIEW_REPEATS)
@require_GET
def merge(request: HttpRequest, merge_id: uuid.UUID) -> HttpResponse:
    found = merge_of(request.actor, merge_id)
    return render(request, "duplicates/merge.html", merge_page(request.actor, found))


@requires(Permission.MERGE_RECORDS)
def parting(request: HttpRequest, merge_id: uuid.UUID) -> HttpResponse:
    found = merge_of(request.actor, merge_id)
    if request.method == "POST":
        post = request.POST
        actions.part(
            by=request.actor, merge=found.id, reason=post.get("reason", ""), owners="owners" in post, different="different" in post
        )  # fmt: skip
        messages.success(
            request, _("Dipisahkan kembali. Di bawah ini tertulis apa yang kembali dan apa yang tetap.")
        )
    return redirect("merge", found.id)


@requires(Permission.REVIEW_REPEATS)
@require_GET
def batch(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    found = batch_of(request.actor, batch_id)
    kept = {each["merge"]: each["why"] for each in found.undo_summary.get("kept", ())}
    may_part = found.undone_at is None and request.actor.may(Permission.MERGE_RECORDS, region=found.region)
    context = {"batch": found, "place": name_of(found.region), "may_part": may_part}
    rows = all_merges(request.actor).filter(batch=found)
    return respond(request, batch_list(kept), rows, "duplicates/batch.html", context)


@requires(Permission.MERGE_RECORDS)
def batch_parting(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    found = batch_of(request.actor, batch_id)
    if request.method == "POST":
        actions.undo_batch(by=request.actor, batch=found.id, reason=request.POST.get("reason", ""))
        messages.success(request, _("Penggabungan otomatis ini dipisahkan kembali."))
    return redirect("merge_batch", found.id)
