import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import respond
from dampingi.records.duplicates import actions
from dampingi.records.duplicates.comparing import as_choices
from dampingi.records.duplicates.facets import BUSINESS
from dampingi.records.duplicates.listing import pairs_list
from dampingi.records.duplicates.models import Pair
from dampingi.records.duplicates.pages import pair_page
from dampingi.records.duplicates.queries import pairs as queries
from dampingi.records.duplicates.queries.pairs import batches, next_pair, pair_of, searches


@requires(Permission.REVIEW_REPEATS)
@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    regions = [(code, name_of(code)) for code in actor.regions(Permission.MERGE_RECORDS)]
    context = {
        "regions": regions,
        "last": searches(actor).order_by("-started_at").first(),
        "first": next_pair(actor),
        "waiting": queries.open_pairs(actor).count(),
        "batches": list(batches(actor).filter(undone_at=None).order_by("-at")[:3]),
    }
    return respond(request, pairs_list(actor), queries.pairs(actor), "duplicates/pairs.html", context)


@requires(Permission.REVIEW_REPEATS)
@require_GET
def pair(request: HttpRequest, pair_id: uuid.UUID) -> HttpResponse:
    found = pair_of(request.actor, pair_id)
    return render(request, "duplicates/pair.html", pair_page(request.actor, found))


@requires(Permission.REVIEW_REPEATS)
def verdict(request: HttpRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Different, or not sure; then on to the next pair."""
    found = pair_of(request.actor, pair_id)
    if request.method != "POST":
        return redirect("pair", found.id)
    post = request.POST
    try:
        actions.judge(
            by=request.actor,
            pair=found.id,
            said=post.get("said", ""),
            reason=post.get("reason", ""),
            seen=post.get("seen", ""),
        )
    except Conflict as refusal:
        return _again(request, pair_of(request.actor, pair_id), refusal)
    messages.success(
        request,
        _("Dicatat: %(said)s.")
        % {"said": _("dua usaha berbeda") if post["said"] == "different" else _("belum pasti")},
    )
    return _on(request, found)


@requires(Permission.MERGE_RECORDS)
def merging(request: HttpRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Merge the pair as chosen; what the rules refuse comes back with everything that was chosen."""
    found = pair_of(request.actor, pair_id)
    if request.method != "POST":
        return redirect("pair", found.id)
    asked = _asked(request)
    keep = next((b for b in (found.left, found.right) if str(b.id) == asked["keep"]), None)
    if keep is None:
        return _again(request, found, Refused(_("Pilih data mana yang dipertahankan.")))
    try:
        made = actions.merge_pair(
            by=request.actor, pair=found.id, keep=keep.id, choices=as_choices(asked["sides"], keep == found.left),
            owners=asked["owners"], reason=asked["reason"], despite=asked["despite"], seen=request.POST.get("seen", ""),
        )  # fmt: skip
    except Denied:
        raise
    except Refused as refusal:
        return _again(request, pair_of(request.actor, pair_id), refusal)
    messages.success(
        request, _("%(name)s digabungkan. Dapat dipisahkan kembali kapan saja dari halaman usaha itu atau daftar penggabungan.") % {"name": keep.name}
    )  # fmt: skip
    return _on(request, found) if "lanjut" in request.POST else redirect("merge", made.id)


def _asked(request: HttpRequest) -> dict[str, Any]:
    post = request.POST
    return {
        "keep": post.get("keep", ""),
        "sides": {
            facet.code: post[facet.code] for facet in BUSINESS if post.get(facet.code) in ("left", "right")
        },
        "owners": "owners" in post,
        "despite": "despite" in post,
        "reason": post.get("reason", ""),
    }


def _again(request: HttpRequest, found: Pair, refusal: Refused) -> HttpResponse:
    context = pair_page(request.actor, found, _asked(request), refusal.message)
    return render(request, "duplicates/pair.html", context, status=refusal.status)


def _on(request: HttpRequest, found: Pair) -> HttpResponse:
    following = next_pair(request.actor, after=found)
    return redirect("pair", following.id) if following else redirect("pairs")


@requires(Permission.MERGE_RECORDS)
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a search of one's region; its page shows how far it is."""
    if request.method != "POST":
        return redirect("pairs")
    regions = request.actor.regions(Permission.MERGE_RECORDS)
    region = request.POST.get("region") or (regions[0] if regions else "")
    made = actions.ask_for_search(by=request.actor, region=region)
    return redirect("repeat_search", made.id)


@requires(Permission.REVIEW_REPEATS)
@require_GET
def search_page(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    found = searches(request.actor).filter(id=search_id).first()
    if found is None:
        raise Refused(_("Pencarian itu tidak ada, atau di luar wilayah Anda."), status=404)
    template = "duplicates/search_progress.html" if request.htmx else "duplicates/search.html"
    context = {
        "manner": _("satu impor dengan data yang ada") if found.origin_id else _("semua dengan semua"),
        "search": found,
        "job": found.job,
        "place": name_of(found.region),
        "batch": getattr(found, "batch", None),
    }
    return render(request, template, context)
