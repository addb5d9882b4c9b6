"""What of a difference goes into the register: decided for a field in all records, or for the fields of single ones."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.capture.imports.actions.held import held, require
from dampingi.capture.imports.editions.applying import LIST, REGISTER
from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused

LEAVE, MARK, LOOK = "biarkan", "tandai", "verifikasi"


@transaction.atomic
def decide_fields(*, by: Actor, sheet: Import, fields: Mapping[str, str], gone: str = LEAVE) -> Import:
    """`fields` {field: daftar, register or ''} for every record; '' goes by the rule: changes yes, conflicts no.

    `gone`: whether records that are no longer listed are marked so, or looked for as well.
    """
    locked = _draft(by, sheet)
    if set(fields.values()) - {LIST, REGISTER, ""} or gone not in (LEAVE, MARK, LOOK):
        raise Refused(_("Pilihan itu tidak dikenal. Muat ulang halaman, lalu pilih lagi."))
    locked.choices = locked.choices | {
        "fields": {f: said for f, said in fields.items() if said},
        "gone": gone,
    }
    locked.save(update_fields=["choices"])
    return locked


@transaction.atomic
def decide_records(*, by: Actor, sheet: Import, decided: Mapping[uuid.UUID, Mapping[str, str]]) -> None:
    """`decided` {difference: {field: daftar or register}}; what is not named keeps its decision."""
    locked = _draft(by, sheet)
    for difference in locked.differences.filter(id__in=list(decided)):
        difference.decided = dict(decided[difference.id])
        difference.save(update_fields=["decided"])


def _draft(by: Actor, sheet: Import) -> Import:
    require(by, sheet)
    locked = held(sheet)
    if locked.state != "draft":
        raise Conflict(_("Berkas ini sudah atau sedang diimpor; pilihannya tidak dapat diubah lagi."))
    return locked
