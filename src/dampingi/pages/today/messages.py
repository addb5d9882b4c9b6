"""The first words of a WhatsApp message to a participant; the mentor reads and sends it. Participants read Indonesian."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.foundation.ui.formats import day
from dampingi.pages.attention import Attention


def greeting(each: Attention, mentor: Any, *, today: datetime.date) -> str:
    with override("id"):
        words = {
            "name": each.enrolment.person.name,
            "mentor": mentor.name,
            "day": day(each.next_on) if each.next_on else "",
        }
        return _opening() % words + " " + _wish(each, today) % words


def _opening() -> str:
    return _("Halo %(name)s, saya %(mentor)s, pendamping usaha Anda.")


def _wish(each: Attention, today: datetime.date) -> str:
    codes = {reason.code for reason in each.reasons}
    if "promise_today" in codes:
        return _(
            "Hari ini saya berjanji berkunjung. Apakah Anda ada di tempat, dan jam berapa sebaiknya saya datang?"
        )
    if "promise_missed" in codes:
        return _(
            "Maaf, kunjungan yang saya janjikan %(day)s belum terlaksana. Hari apa sebaiknya saya datang?"
        )
    if each.next_on and each.next_on > today:
        return _("Saya akan berkunjung %(day)s. Bila hari itu tidak cocok, kabari saya, ya.")
    if "task_missing" in codes:
        return _("Bagaimana tugasnya? Bila ada yang sulit, saya bantu. Hari apa sebaiknya saya datang?")
    return _("Bagaimana usahanya? Hari apa sebaiknya saya datang?")
