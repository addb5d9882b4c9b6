"""An office loads its own nomenclature."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import exists
from dampingi.outcomes.plans.codes import read
from dampingi.outcomes.plans.models import CodeList


@transaction.atomic
def load_codes(*, by: Actor, region: str, source: str, text: str) -> CodeList:
    """An office's own nomenclature, pasted; it holds from now on for plans that are not frozen."""
    by.require(Permission.MANAGE_REFERENCE_DATA, region=region)
    if not exists(region):
        raise Refused(_("Pilih wilayah kantor Anda."))
    if not source.strip():
        raise Refused(_("Tulis sumber daftar ini: nomor dan tahun keputusannya."))
    entries = read(text)
    rows = CodeList.objects.unscoped("reach is checked").filter(region=region)
    number = (rows.aggregate(n=Max("number"))["n"] or 0) + 1
    try:
        with transaction.atomic():
            made = CodeList.objects.create(
                region=region, number=number, source=source.strip()[:300], entries=entries, hash=digest(entries), by=by.user_id,
                by_name=by.name[:150],
            )  # fmt: skip
    except IntegrityError as taken:
        raise Conflict(
            _("Orang lain baru saja memuat daftar. Muat ulang halaman, lalu ulangi bila perlu.")
        ) from taken
    record_event(
        by=by, action="load_plan_codes", subject=("plan_codes", made.id), region=region,
        detail={"number": number, "entries": len(entries), "content": made.hash},
    )  # fmt: skip
    return made
