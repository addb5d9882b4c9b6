import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import public, requires
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui.fields import attempt
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.forms import VerdictForm, WordingForm
from dampingi.records.aspirations.listing import LOOKS, SAID_LOOKS
from dampingi.records.aspirations.models import Aspiration, State, Wording
from dampingi.records.aspirations.queries import boxes
from dampingi.records.aspirations.queries import saying as queries

READ = (Permission.VIEW_ASPIRATIONS, Permission.ANSWER_ASPIRATIONS)
COUNTS = (
    ("received", "", lazy("diterima")),
    ("answered", "jawaban=dijawab", lazy("dijawab")),
    ("planned", "keadaan=planned", lazy("masuk rencana")),
    ("done", "keadaan=done", lazy("sudah dikerjakan")),
    ("not_possible", "keadaan=not_possible", lazy("tidak dapat dikerjakan")),
)


@requires(*READ)
@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    """Where the public words are written, and decided by somebody else."""
    row = queries.seen_row(request.actor, aspiration_id)
    held = queries.wording_of(row)
    waiting = queries.waiting(request.actor, held) if held else None
    writes = _writes(request, row) and (held is None or held.state != Wording.State.PROPOSED)
    verdict = VerdictForm(request.POST if waiting else None)
    form = WordingForm(
        request.POST if writes and request.method == "POST" else None, initial=_first(row, held)
    )
    if request.method == "POST" and not (waiting or writes):
        raise Refused(
            _("Kalimat ini tidak menunggu putusan Anda; penyusunnya tidak menyetujui sendiri."), status=403
        )
    if waiting and verdict.is_valid() and attempt(verdict, lambda: _decide(request, waiting, verdict)):
        messages.success(request, _("Putusan tercatat."))
        return redirect("aspiration_wording", row.id)
    if writes and not waiting and form.is_valid() and attempt(form, lambda: _propose(request, row, form)):
        messages.success(
            request,
            _("Kalimat diajukan; orang lain menyetujuinya sebelum terbit."),
            extra_tags=f"kalimat:{row.id}",
        )
        return redirect("aspiration_wording", row.id)
    withdraws = request.actor.may(
        Permission.PUBLISH_ASPIRATIONS, region=row.region, programme=row.programme_id
    )
    if held:
        held.look = SAID_LOOKS[Wording.State(held.state)]  # type: ignore[attr-defined]
    context = {
        "aspiration": row, "wording": held, "waiting": waiting, "verdict": verdict, "form": form if writes and not waiting else None,
        "withdraws": withdraws and held is not None and held.state == Wording.State.PUBLISHED,
    }  # fmt: skip
    wrong = request.method == "POST" and bool(form.errors or verdict.errors)
    return render(request, "aspirations/wording.html", context, status=422 if wrong else 200)


@requires(Permission.PUBLISH_ASPIRATIONS)
@require_POST
def withdrawal(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.withdraw_wording(
        by=request.actor, aspiration=aspiration_id, reason=request.POST.get("reason", "")
    )
    messages.success(request, _("Kalimat ditarik dari halaman umum."))
    return redirect("aspiration_wording", aspiration_id)


@requires(Permission.ANSWER_ASPIRATIONS)
@require_POST
def erasure(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.erase_contact(by=request.actor, aspiration=aspiration_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Nama dan nomornya dihapus; aspirasinya tetap."))
    return redirect("aspiration", aspiration_id)


@public
@require_GET
def districts(request: HttpRequest) -> HttpResponse:
    found = queries.heard_districts()
    cities = names(code[:5] for code, _name in found)
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, name in found:
        groups.setdefault(cities.get(code[:5], code[:5]), []).append((code, name))
    return render(request, "aspirations/said_districts.html", {"groups": sorted(groups.items())})


@public
@require_GET
def you_said(request: HttpRequest, district: str) -> HttpResponse:
    """For everyone: what was asked here in approved words, and what came of it. Staff find doors behind the counts."""
    if len(district) != 8:
        raise Refused(_("Halaman kecamatan itu belum ada."), status=404)
    page = queries.page_of(district)
    inside = request.actor.may(Permission.VIEW_ASPIRATIONS, region=district)
    doors = [
        (page.counts[key], str(words), f"?kecamatan={district}" + (f"&{more}" if more else ""))
        for key, more, words in COUNTS
    ]
    context = {
        "place": name_of(district), "city": name_of(district[:5]), "counts": doors, "inside": inside, "now": timezone.now(),
        "told": [(each, LOOKS[State(each.state)]) for each in page.told], "box": boxes.open_box(district),
    }  # fmt: skip
    return render(request, "aspirations/you_said.html", context)


def _writes(request: HttpRequest, row: Aspiration) -> bool:
    mine = Aspiration.objects.for_actor(request.actor, Permission.ANSWER_ASPIRATIONS).filter(id=row.id)
    return row.joins_id is None and row.answered_at is not None and mine.exists()


def _first(row: Aspiration, held: Wording | None) -> dict[str, str]:
    return {"said": held.said, "did": held.did} if held else {"said": row.text, "did": row.answer}


def _propose(request: HttpRequest, row: Aspiration, form: WordingForm) -> Wording:
    said = form.cleaned_data
    return actions.propose_wording(by=request.actor, aspiration=row.id, said=said["said"], did=said["did"])


def _decide(request: HttpRequest, waiting, form: VerdictForm):
    said = form.cleaned_data
    return decide(
        by=request.actor, approval=waiting.id, approved=said["verdict"] == "yes", comment=said["comment"]
    )
