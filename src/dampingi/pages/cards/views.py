import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing
from dampingi.outcomes.documents.codes import picture
from dampingi.pages.cards.sheets import MOST, cards
from dampingi.records.learning.cards import code_of, path_of, spoken
from dampingi.records.learning.queries.doors import MAY_LET_IN, in_reach, number_of
from dampingi.records.mentoring.listing import participants_list
from dampingi.records.mentoring.places import place_words
from dampingi.records.mentoring.queries.participants import participants
from dampingi.records.programmes.queries import enrolment


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def card(request: HttpRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """On the screen of the participant, or of whoever prints it for them."""
    found = enrolment(request.actor, enrolment_id)
    number = number_of(found.id)
    context = {
        "enrolment": found, "place": place_words(found.region, upto=3),
        "code": mark_safe(picture(request.build_absolute_uri(path_of(found.id, number)))),  # noqa: S308 - drawn by us
        "letters": spoken(code_of(found.id, number)), "number": number,
        "may_replace": any(request.actor.holds(p) for p in MAY_LET_IN) and in_reach(request.actor, found.id) is not None,
        "own": found.person.user_id == request.actor.user_id,
    }  # fmt: skip
    return render(request, "pages/cards/card.html", context)


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def card_sheets(request: HttpRequest) -> HttpResponse:
    """Of those the list shows with these filters and who still take part."""
    spec = participants_list(request.actor, today=timezone.localdate())
    rows = Listing(spec, participants(request.actor), request.GET).matching.filter(exited_on=None)
    found = list(rows.order_by("region", "person__key", "id")[: MOST + 1])
    if not found:
        raise Refused(_("Tidak ada peserta yang masih ikut pada saringan ini."), status=404)
    if len(found) > MOST:
        raise Refused(
            _("Paling banyak %(most)s kartu sekaligus. Saring dahulu, misalnya menurut kelurahan.")
            % {"most": number(MOST)}
        )
    answer = HttpResponse(cards(found, request.build_absolute_uri), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="kartu-peserta.pdf"'
    return answer
