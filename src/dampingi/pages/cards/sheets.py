"""Participants' cards, ten to a sheet: a name and a code that tells nothing but which participant it is."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.outcomes.documents.codes import picture
from dampingi.outcomes.documents.typesetting import typeset
from dampingi.records.programmes.models import Enrolment

MOST = 300
"""At once: thirty sheets."""


def code(enrolment: Enrolment) -> str:
    """What the picture says: the record's id alone. It opens nothing; only the app of whoever accompanies them knows the name to it."""
    return str(enrolment.id)


def cards(enrolments: Sequence[Enrolment]) -> bytes:
    """The PDF, in the order given. Nothing of it is stored."""
    made_at = timezone.localtime()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "cards.pdf"
        return typeset(
            "participant_cards.typ", _told(enrolments, made_at), made_at=made_at, out=out
        ).read_bytes()


def _told(enrolments: Sequence[Enrolment], made_at: Any) -> dict[str, Any]:
    regions = {e.region for e in enrolments}
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
                "code": picture(code(e)),
            }
            for e in enrolments
        ],
    }  # fmt: skip
