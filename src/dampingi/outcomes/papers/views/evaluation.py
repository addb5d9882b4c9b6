import datetime
import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.models import PanelMember
from dampingi.insight.evaluation.queries import evaluation
from dampingi.insight.hearings.queries import event_of, oversees, takes_part
from dampingi.outcomes.papers import annex, hearings
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.views.answering import pdf


@pdf(Permission.VIEW_EVALUATION)
def instrument(actor: Actor, evaluation_id: uuid.UUID) -> Draft:
    """The rules an evaluation was locked with."""
    found = evaluation(actor, evaluation_id)
    if not hasattr(found, "lock"):
        raise Refused(_("Lampirannya terbit sesudah instrumen dikunci kepala dinas."), status=404)
    return annex.draft(found.lock)


@pdf(Permission.VIEW_EVALUATION)
def panel(actor: Actor, member_id: uuid.UUID) -> Draft:
    """The decree of the panel this seat is on, as it stands."""
    seats = PanelMember.objects.for_actor(actor, Permission.VIEW_EVALUATION).select_related("programme")
    seat = seats.filter(id=member_id).first()
    if seat is None:
        raise Refused(_("Tim penilai itu tidak ada, atau bukan di wilayah Anda."), status=404)
    return hearings.panel_draft(seat.programme, seat.region)


@pdf(Permission.VIEW_EVALUATION)
def hearing(actor: Actor, hearings_id: uuid.UUID, day: int, room: int) -> Draft:
    """The minutes of the nth day in a room; for whoever oversees and the panel."""
    event = event_of(actor, hearings_id)
    concerned = oversees(actor, event) or takes_part(actor, event)
    if not concerned or not 1 <= day <= len(event.days):
        raise Refused(_("Berita acara itu tidak ada, atau bukan bagian Anda."), status=404)
    return hearings.minutes_draft(event, datetime.date.fromisoformat(event.days[day - 1]), room)
