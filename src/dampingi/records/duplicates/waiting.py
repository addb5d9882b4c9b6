"""What waits on the office's first page."""

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.navigation import address
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.duplicates.queries.pairs import open_pairs


def open_repeats(desk: Desk) -> Work | None:
    if not desk.actor.holds(Permission.MERGE_RECORDS):
        return None
    href = f"{address('pairs') or ''}?putusan=menunggu"
    return Work(
        open_pairs(desk.actor).count(),
        _("pasangan usaha mungkin kembar menunggu"),
        _("Anda yang memutuskan; dapat dipisahkan kembali"),
        href,
        "pair",
        State.NONE,
    )
