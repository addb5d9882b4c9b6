"""The mentor's working list with the early warning among its reasons, weighed like the others (definitions/needs.yaml)."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from dampingi.insight.participation.warning import HIGH, SILENT, WATCH, Warned, warnings
from dampingi.records.mentoring.queries import attention as records
from dampingi.records.mentoring.queries.attention import Attention
from dampingi.records.mentoring.queries.needs import Reason, weighed
from dampingi.records.programmes.models import Enrolment, Programme

CODES = {SILENT: "fell_silent", HIGH: "fading", WATCH: "fading_some"}


def attention(
    enrolments: Sequence[Enrolment], programme: Programme, *, today: datetime.date
) -> list[Attention]:
    """As the records tell it (records.mentoring.queries.attention), with who is fading; most urgent first."""
    seen = records.attention(enrolments, programme, today=today)
    warned = warnings(enrolments, today=today)
    return sorted(
        (_with(each, warned.get(each.enrolment.id)) for each in seen),
        key=lambda a: (-a.weight, a.enrolment.person.key),
    )


def attention_by_id(enrolments: Sequence[Enrolment], *, today: datetime.date) -> dict[uuid.UUID, Attention]:
    seen, warned = records.attention_by_id(enrolments, today=today), warnings(enrolments, today=today)
    return {id: _with(each, warned.get(id)) for id, each in seen.items()}


def _with(each: Attention, warned: Warned | None) -> Attention:
    if warned is None or each.enrolment.exited_on or warned.band not in CODES:
        return each
    code = CODES[warned.band]
    reason = Reason(code, _sentence(warned), weighed(code), late=warned.band != WATCH)
    return replace(each, reasons=tuple(sorted((*each.reasons, reason), key=lambda r: -r.weight)))


def _sentence(warned: Warned) -> str:
    words = {"why": ", ".join(warned.reasons)}
    if warned.band == SILENT:
        return (_("Tidak lagi ikut: %(why)s") if warned.reasons else _("Tidak lagi ikut kegiatan")) % words
    return (_("Mulai jarang ikut: %(why)s") if warned.reasons else _("Mulai jarang ikut kegiatan")) % words
