"""Inviting businesses that are no participants: the words to send, ready to be copied or opened in WhatsApp."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.formats import day
from dampingi.records.businesses.contacts import reachable_businesses, whatsapp_address
from dampingi.records.learning.models import Invitation, Training


@dataclass(frozen=True)
class Message:
    """`href` opens WhatsApp with the text written; '' where the number is unknown or not the reader's to see."""

    invitation: Invitation
    text: str
    href: str

    @property
    def participant(self) -> bool:
        return self.invitation.enrolment_id is not None


def messages_for(actor: Actor, training: Training, asked: Sequence[Invitation]) -> list[Message]:
    """Participants first, each with what to send."""
    seen = reachable_businesses(actor, [i.business_id for i in asked])
    found = [_message(training, each, open_=each.business_id in seen) for each in asked]
    return sorted(found, key=lambda m: not m.participant)


def _message(training: Training, asked: Invitation, *, open_: bool) -> Message:
    business, owner = asked.business, asked.business.owner
    words = {
        "owner": owner.name,
        "business": business.name or _("usaha Anda"),
        "title": training.title,
        "day": day(training.on),
        "place": training.place or _("tempat yang akan dikabarkan"),
    }
    text = _(
        "Yth. %(owner)s, kami mengundang %(business)s ke pelatihan %(title)s pada %(day)s di %(place)s. "
        "Mohon balas YA bila dapat hadir. Terima kasih."
    )
    phone = whatsapp_address(business.phone or owner.phone) if open_ else ""
    return Message(asked, text % words, f"{phone}?text={quote(text % words)}" if phone else "")
