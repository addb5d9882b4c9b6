"""What waits on the office's first page."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work


def unjudged_rows(desk: Desk) -> Work | None:
    """Once the programme's rates are frozen, its evaluation has begun."""
    from dampingi.insight.theory.listing import UNJUDGED  # read late: figures bring heavy libraries
    from dampingi.insight.theory.queries import unjudged

    if not desk.actor.may(
        Permission.DECIDE_EVALUATION, region=desk.programme.region, programme=desk.programme.id
    ):
        return None
    return Work(
        len(unjudged(desk.actor, desk.programme)),
        _("baris teori program belum dinilai"),
        _("Angka programnya sudah dibekukan"),
        f"{reverse('theory')}?{urlencode({'program': desk.programme.code, 'penilaian': UNJUDGED})}",
        "scale",
    )
