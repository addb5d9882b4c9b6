import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.aspirations import actions, doors, queries
from dampingi.records.aspirations.forms import AnswerForm, DeskForm, FollowForm
from dampingi.records.aspirations.listing import aspiration_state, aspirations_list
from dampingi.records.aspirations.models import Aspiration, State
from dampingi.records.aspirations.queries import themes
from dampingi.records.aspirations.queries.responsible import responsible
from dampingi.records.aspirations.views.around import districts, programme_of
from dampingi.records.aspirations.wording import reply
from dampingi.records.businesses.contacts import masked_phone, spoken_phone, whatsapp_address

ANSWER = Permission.ANSWER_ASPIRATIONS


@requires(Permission.VIEW_ASPIRATIONS, ANSWER)
@require_GET
def aspirations(request: HttpRequest) -> HttpResponse:
    found = queries.aspirations(request.actor)
    fields, table = queries.by_field(found)
    context = {
        "fields": fields,
        "table": table,
        "may_note": request.actor.holds(Permission.KEEP_ASPIRATIONS),
        "may_publish": request.actor.holds(Permission.MANAGE_REFERENCE_DATA),
        "may_view": request.actor.holds(Permission.VIEW_ASPIRATIONS),
    }
    return respond(request, aspirations_list(request.actor), found, "aspirations/aspirations.html", context)


@requires(Permission.KEEP_ASPIRATIONS)
@require_http_methods(["GET", "POST"])
def new_aspiration(request: HttpRequest) -> HttpResponse:
    """Somebody came, called or wrote."""
    programme = programme_of(request)
    form = DeskForm(request.POST or None, initial={"id": new_id()}, districts=districts(request, programme))
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.receive_aspiration(
                by=request.actor, programme=programme, region=form.cleaned_data["region"], heard=form.heard()
            ),
        )
        if made:
            messages.success(request, _("Aspirasi tersimpan."), extra_tags="aspirasi:baru")
            return redirect("aspiration", made.id)
    return render(request, "aspirations/new.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.VIEW_ASPIRATIONS, ANSWER)
@require_http_methods(["GET", "POST"])
def aspiration(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    """One wish: answered here, and the words for who asked."""
    found = queries.aspiration(request.actor, aspiration_id)
    may = _may(request, found)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer, "state": _proposed(found)})
    if request.method == "POST":
        if not may["answer"]:
            raise Refused(_("Aspirasi ini dijawab penyelenggara."), status=403)
        if form.is_valid() and attempt(form, lambda: _answer(request, found, form)):
            messages.success(
                request,
                _("Jawaban tersimpan. Kirimkan kepada orangnya bila ia meninggalkan nomor."),
                extra_tags=f"jawaban-aspirasi:{found.id}",
            )
            return redirect("aspiration", found.id)
    context = _told(request, found) | {"may": may, "form": form, "follow_form": FollowForm()}
    if may["give"]:
        context["people"] = responsible(found)
    if may["answer"]:
        context |= _sorting(request, found)
    return render(request, "aspirations/aspiration.html", context, status=422 if form.errors else 200)


@requires(ANSWER)
@require_POST
def telling(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.tell_aspiration(by=request.actor, aspiration=aspiration_id)
    messages.success(request, _("Tercatat: orangnya sudah diberi tahu."))
    return redirect("aspiration", aspiration_id)


@requires(ANSWER)
@require_POST
def taking(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.take_up_aspiration(by=request.actor, aspiration=aspiration_id)
    messages.success(request, _("Tercatat: aspirasi ini sedang dilihat."))
    return redirect("aspiration", aspiration_id)


@requires(ANSWER)
@require_POST
def giving(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    said = request.POST.get("to", "")
    actions.give_aspiration(by=request.actor, aspiration=aspiration_id, to=_id(said) if said else None)
    messages.success(request, _("Penjawabnya tercatat."))
    return redirect("aspiration", aspiration_id)


@requires(ANSWER)
@require_POST
def following(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    label = request.POST.get("label", "")
    actions.follow_aspiration(by=request.actor, aspiration=aspiration_id, label=label)
    messages.success(request, _("Tercatat sebagai tindak lanjut aspirasi ini."))
    return redirect("aspiration", aspiration_id)


@requires(ANSWER)
@require_POST
def unfollowing(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.unfollow_aspiration(
        by=request.actor, aspiration=aspiration_id, follow=_id(request.POST.get("follow", "")),
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, _("Tindak lanjut itu dilepas."))
    return redirect("aspiration", aspiration_id)


def _id(said: str) -> uuid.UUID:
    try:
        return uuid.UUID(said)
    except ValueError:
        raise Refused(_("Pilih dari daftar. Muat ulang halamannya.")) from None


def _answer(request: HttpRequest, found: Aspiration, form: AnswerForm) -> Aspiration:
    said = form.cleaned_data
    return actions.answer_aspiration(
        by=request.actor, aspiration=found.id, answer=said["answer"], state=said["state"]
    )


def _proposed(found: Aspiration) -> str:
    return State.LOOKING if found.state == State.RECEIVED else found.state


def _may(request: HttpRequest, found: Aspiration) -> dict[str, bool]:
    gives = request.actor.may(ANSWER, region=found.region, programme=found.programme_id)
    own = found.responsible_id is not None and found.responsible_id == request.actor.user_id
    return {"answer": gives or (own and request.actor.holds(ANSWER)), "give": gives, "read_phone": own}


def _sorting(request: HttpRequest, found: Aspiration) -> dict[str, Any]:
    """The theme its words suggest, and those that may say the same."""
    office = found.programme.region
    suggested, named = themes.suggestions(office, found.text), themes.names_of(office)
    same = [] if found.joins_id else themes.likely_same(found, _answerable(request))
    called = names(row.region for row, _share, _words in same)
    return {
        "themes": [(row["code"], named[row["code"]]) for row in themes.themes_of(office)],
        "suggested": suggested[0].theme if suggested else "",
        "because": ", ".join(suggested[0].because) if suggested else "",
        "same": [
            (row, called.get(row.region, row.region), share, ", ".join(words)) for row, share, words in same
        ],
    }


def _joined(request: HttpRequest, found: Aspiration) -> list[tuple[Aspiration, str]]:
    """Those that join it, as far as the reader sees them."""
    rows = list(queries.aspirations(request.actor).filter(joins=found).order_by("at", "id"))
    called = names(row.region for row in rows)
    return [(row, called.get(row.region, row.region)) for row in rows]


def _answerable(request: HttpRequest) -> Any:
    return Aspiration.objects.for_actor(request.actor, ANSWER)


def _told(request: HttpRequest, found: Aspiration) -> dict[str, Any]:
    may = request.actor.may(Permission.VIEW_CONTACTS, region=found.region, programme=found.programme_id)
    reads = may or (found.responsible_id is not None and found.responsible_id == request.actor.user_id)
    words, look = reply(found), aspiration_state(found)
    return {
        "aspiration": found, "field": choices("constraint_fields").get(found.field, _("Aspirasi")),
        "place": name_of(found.region), "words": words, "look": look, "steps": found.steps.order_by("at", "id"),
        "theme": themes.names_of(found.programme.region).get(found.theme, found.theme), "joined": _joined(request, found),
        "phone": (spoken_phone if reads else masked_phone)(found.phone) if found.phone else "",
        "whatsapp": whatsapp_address(found.phone, words) if reads and found.phone and words else "",
        "follows": [(f, doors.address_of(f.kind, f.ref)) for f in found.follows.filter(removed_at=None).order_by("at")],
    }  # fmt: skip
