"""Sealed slips: four to a sheet, the name outside, the code inside the fold."""

import tempfile
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import day
from dampingi.outcomes.documents.typesetting import typeset
from dampingi.records.access.actions import Issued
from dampingi.records.access.codes import spoken
from dampingi.records.businesses.contacts import masked_phone


def slips(issued: list[Issued], *, site: str) -> bytes:
    """The PDF, ordered as the codes came: by kelurahan, then name. Nothing of it is stored."""
    made_at = timezone.localtime()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "slips.pdf"
        return typeset(
            "access_slips.typ", _told(issued, site, made_at), made_at=made_at, out=out
        ).read_bytes()


def _told(issued: list[Issued], site: str, made_at: Any) -> dict[str, Any]:
    regions = {each.enrolment.region for each in issued}
    called = names(regions | {ancestor(code, 3) for code in regions})
    return {
        "title": _("Slip kode masuk peserta"), "author": "Dampingi", "keywords": [_("kode masuk")], "site": site,
        "made": {n: getattr(made_at, n) for n in ("year", "month", "day", "hour", "minute", "second")},
        "slips": [
            {
                "name": each.enrolment.person.name,
                "place": called.get(each.enrolment.region, ""),
                "district": called.get(ancestor(each.enrolment.region, 3), ""),
                "programme": each.enrolment.programme.name,
                "phone": masked_phone(each.enrolment.person.phone),
                "code": spoken(each.code),
                "until": day(each.expires_at),
            }
            for each in issued
        ],
    }  # fmt: skip
