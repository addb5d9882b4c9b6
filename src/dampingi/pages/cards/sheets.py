"""Participants' cards, ten to a sheet: a name and a code that tells nothing but which participant it is, sealed, with its letters to type."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.outcomes.documents.codes import picture
from dampingi.outcomes.documents.typesetting import typeset
from dampingi.records.learning.cards import code_of, path_of, spoken
from dampingi.records.learning.queries.doors import numbers
from dampingi.records.programmes.models import Enrolment

MOST = 300
"""At once: thirty sheets."""


Absolute = Callable[[str], str]


def cards(enrolments: Sequence[Enrolment], absolute: Absolute) -> bytes:
    """The PDF, in the order given. Nothing of it is stored. `absolute` makes an address of a path: a phone's own camera opens it."""
    made_at = timezone.localtime()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "cards.pdf"
        return typeset(
            "participant_cards.typ", _told(enrolments, made_at, absolute), made_at=made_at, out=out
        ).read_bytes()


def _told(enrolments: Sequence[Enrolment], made_at: Any, absolute: Absolute) -> dict[str, Any]:
    regions = {e.region for e in enrolments}
    good = numbers([e.id for e in enrolments])
    called = names(regions | {ancestor(r, 3) for r in regions})
    return {
        "title": _("Kartu peserta"), "author": "Dampingi", "keywords": [_("kehadiran")],
        "made": {n: getattr(made_at, n) for n in ("year", "month", "day", "hour", "minute", "second")},
        "cards": [
            {
                "name": e.person.name,
                "business": e.business.name if e.business else "",
                "place": called.get(e.region, ""),
                "district": called.get(ancestor(e.region, 3), ""),
                "programme": e.programme.name,
                "code": picture(absolute(path_of(e.id, good[e.id]))),
                "letters": spoken(code_of(e.id, good[e.id])),
            }
            for e in enrolments
        ],
    }  # fmt: skip
