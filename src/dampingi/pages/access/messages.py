"""One ready WhatsApp message for each code, sent by a person of the office from their own phone."""

from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import day
from dampingi.records.access.actions import Issued
from dampingi.records.access.codes import spoken
from dampingi.records.businesses.contacts import spoken_phone, whatsapp_address


def ready(issued: list[Issued], *, site: str) -> list[dict[str, Any]]:
    """{name, place, phone, text, whatsapp} for each code."""
    called = names({each.enrolment.region for each in issued})
    return [_one(each, called, site) for each in issued]


def _one(each: Issued, called: dict[str, str], site: str) -> dict[str, Any]:
    person = each.enrolment.person
    text = _(
        "Yth. %(name)s, kode masuk Anda sebagai peserta %(programme)s: %(code)s. Buka %(site)s, ketik nomor telepon ini dan kodenya. Berlaku sampai %(until)s. Jangan berikan kode ini kepada siapa pun, juga kepada pendamping."
    ) % {
        "name": person.name,
        "programme": each.enrolment.programme.name,
        "code": spoken(each.code),
        "site": site,
        "until": day(each.expires_at),
    }
    address = whatsapp_address(person.phone)
    return {
        "name": person.name,
        "place": called.get(each.enrolment.region, ""),
        "phone": spoken_phone(person.phone),
        "text": text,
        "whatsapp": f"{address}?text={quote(text)}" if address else "",
    }
