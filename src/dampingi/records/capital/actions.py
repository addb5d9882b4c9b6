import uuid
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.capital import queries
from dampingi.records.capital.intake import NeedIntake, OutcomeIntake
from dampingi.records.capital.models import Need
from dampingi.records.cooperatives.queries import cooperative_of, managed

MOST = 10**13


@transaction.atomic
def note_need(*, by: Actor, cooperative: uuid.UUID, told: NeedIntake, id: uuid.UUID | None = None) -> Need:
    """A cooperative looks for capital. The same `id` sent twice is one."""
    found = cooperative_of(managed(by).select_for_update(of=("self",)), cooperative)
    sent = Need.objects.unscoped("sent twice").filter(id=id, cooperative=found).first() if id else None
    if sent:
        return sent  # type: ignore[no-any-return]
    if found.closed_on:
        raise Refused(_("Koperasi ini sudah bubar."))
    if told.source not in Need.Source.values or not told.purpose.strip():
        raise Refused(_("Pilih sumbernya, dan tulis untuk apa modalnya."))
    if not 0 < told.amount <= MOST:
        raise Refused(_("Isi kebutuhannya dalam rupiah: lebih dari nol, paling banyak sepuluh triliun."))
    made = Need.objects.create(
        cooperative=found, noted_on=queries.today_in(found.region), by_name=by.name[:150], **asdict(told), **({"id": id} if id else {})
    )  # fmt: skip
    _record(by, "note_capital_need", made, detail={"source": told.source, "amount": told.amount})
    return made


@transaction.atomic
def note_application(*, by: Actor, need: uuid.UUID) -> Need:
    found = _open(by, need)
    if found.applied_on:
        raise Conflict(_("Pengajuannya sudah tercatat."))
    found.applied_on = queries.today_in(found.cooperative.region)
    found.save(update_fields=["applied_on"])
    _record(by, "note_capital_application", found)
    return found


@transaction.atomic
def note_blocker(*, by: Actor, need: uuid.UUID, blocker: str, note: str = "") -> Need:
    """What stands in the way now; '' when it no longer does."""
    found = _open(by, need)
    if blocker and blocker not in source_names("capital_blockers"):
        raise Refused(_("Pilih hambatannya dari daftar."))
    found.blocker, found.blocker_note = blocker, note.strip()[:300] if blocker else ""
    found.save(update_fields=["blocker", "blocker_note"])
    _record(by, "note_capital_blocker", found, detail={"blocker": blocker}, values=[found.blocker_note])
    return found


@transaction.atomic
def note_outcome(*, by: Actor, need: uuid.UUID, told: OutcomeIntake) -> Need:
    """What came of it, once: granted says how much, anything else why not."""
    found = _open(by, need)
    granted = told.outcome == Need.Outcome.GRANTED
    wrong = [
        (told.outcome not in Need.Outcome.values, _("Pilih hasilnya.")),
        (granted and not found.applied_on, _("Catat pengajuannya dahulu.")),
        (told.outcome == Need.Outcome.REFUSED and not found.applied_on, _("Catat pengajuannya dahulu.")),
        (granted and not (told.granted and 0 < told.granted <= found.amount), _("Isi yang diterima: lebih dari nol, tidak melebihi kebutuhannya.")),
        (not granted and told.blocker not in source_names("capital_blockers"), _("Pilih apa yang menghambatnya.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    found.outcome, found.outcome_on = told.outcome, queries.today_in(found.cooperative.region)
    found.granted = told.granted if granted else None
    if not granted:
        found.blocker, found.blocker_note = told.blocker, told.note.strip()[:300]
    found.save(update_fields=["outcome", "outcome_on", "granted", "blocker", "blocker_note"])
    _record(by, "note_capital_outcome", found, detail={"outcome": told.outcome, "granted": found.granted})
    return found


def _open(by: Actor, need: uuid.UUID) -> Need:
    seen = queries.need_of(queries.needs(by, queries.MANAGE), need)
    rows = Need.objects.unscoped("the caller has checked the reach").select_for_update(of=("self",))
    found = rows.select_related("cooperative").get(id=seen.id)
    if found.outcome:
        raise Conflict(
            _("Hasilnya sudah tercatat dan tidak berubah lagi. Catat kebutuhan baru bila diajukan lagi.")
        )
    return found  # type: ignore[no-any-return]


def _record(by: Actor, action: str, need: Need, **more: Any) -> None:
    record_event(by=by, action=action, subject=("need", need.id), region=need.cooperative.region, **more)
