"""Values of manual indicators: typed with evidence by who may, accepted by somebody else, corrected by a further one."""

import datetime
import hashlib
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator, first_day, last_day
from dampingi.engines.indicators.entered import LEVELS
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.enclosures import received
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import below, exists
from dampingi.foundation.sealing import Seal
from dampingi.foundation.ui import formats
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.models import Entry
from dampingi.insight.indicators.workflow import VALUES as NAME
from dampingi.records.programmes.rosters import today_in

ENTER = Permission.ENTER_INDICATOR_VALUES
SEAL = Seal("indicator-evidence", b"evidence of a typed value")
MOST = 10**15


def manual(code: str, region: str) -> Indicator:
    found = catalogue(region).get(code)
    if found is None or found.entered is None:
        raise Refused(
            _("Indikator isian itu tidak ada di wilayah ini. Buka dari daftar indikator."), status=404
        )
    return found


def places(actor: Actor, said: Indicator) -> list[str]:
    """Where the actor may type its values."""
    assert said.entered is not None
    at = LEVELS.index(said.entered.level) + 1
    found: set[str] = set()
    for region in actor.regions(ENTER):
        inner = region if contains(said.owner, region) else said.owner if contains(region, said.owner) else ""
        if inner and depth(inner) == at:
            found.add(inner)
        elif inner and depth(inner) < at:
            found |= {r.code for r in below(inner, at)}
    return sorted(found)


@transaction.atomic
def enter_value(
    *,
    by: Actor,
    code: str,
    region: str,
    day: datetime.date,
    numerator: int,
    denominator: int | None,
    evidence: bytes,
    note: str = "",
) -> Entry:
    """For the place and the period that `day` lies in. It counts once somebody else has accepted it."""
    said = manual(code, region)
    assert said.entered is not None
    by.require(ENTER, region=region)
    if by.user_id is None or depth(region) != LEVELS.index(said.entered.level) + 1 or not exists(region):
        raise Refused(_("Indikator ini diisi untuk tingkat wilayah lain. Pilih wilayah dari daftar."))
    if day > today_in(region):
        raise Refused(_("Periode itu belum mulai. Pilih periode yang sudah berakhir."))
    start = first_day(day, said.entered.every)
    end = last_day(start, said.entered.every)
    if end >= today_in(region):
        raise Refused(_("Periode itu belum berakhir. Isi sesudah %(day)s.") % {"day": formats.day(end)})
    if bool(said.entered.denominator) != (denominator is not None):
        raise Refused(
            _("Isi pembilang dan penyebutnya.") if said.entered.denominator else _("Isi angkanya saja.")
        )
    if abs(numerator) > MOST or not 0 < (1 if denominator is None else denominator) <= MOST:
        raise Refused(
            _(
                "Penyebut sedikitnya 1. Bila belum ada yang dihitung, jangan diisi: kosong berarti belum ada data."
            )
        )
    if said.kind == "proportion" and not 0 <= numerator <= (denominator or 0):
        raise Refused(_("Bagian tidak dapat lebih dari seluruhnya. Periksa pembilang dan penyebut."))
    paper = received(evidence, SEAL)
    cell = {"owner": said.owner, "code": code, "region": region, "start": start}
    held = Entry.objects.unscoped("reach is checked").filter(**cell)
    made = Entry(
        **cell, end=end, number=(held.aggregate(n=Max("number"))["n"] or 0) + 1, numerator=numerator, denominator=denominator or 1,
        note=note.strip()[:300], definition=said.hash, kind=paper.kind, sha256=hashlib.sha256(evidence).hexdigest(),
        by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    made.original.save(f"{made.id}.bin", ContentFile(paper.original), save=False)
    if paper.shown:
        made.shown.save(f"{made.id}.bin", ContentFile(paper.shown), save=False)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Nilai wilayah dan periode ini sudah diisi dan menunggu pemeriksaan.")) from None
    _record(by, made, {"number": made.number, "start": str(start)})
    submit(
        by=by, workflow=NAME, subject=("indicator_entry", made.id), version=1, region=region, drafted_by=by.user_id,
        period=f"{start:%Y-%m}",
    )  # fmt: skip
    return made


def accepted(id: uuid.UUID, _version: int) -> None:
    """Within the deciding transaction: it counts, and the one before it no longer."""
    held = Entry.objects.unscoped("decided").select_for_update().get(id=id)
    same = Entry.objects.unscoped("decided").filter(
        owner=held.owner, code=held.code, region=held.region, start=held.start
    )
    same.filter(state=Entry.State.ACCEPTED).update(state=Entry.State.REPLACED)
    approval = Approval.objects.unscoped("decided").get(
        workflow=NAME, subject_kind="indicator_entry", subject_id=id
    )
    held.state, held.checked_by = Entry.State.ACCEPTED, approval.verdicts.get(approved=True).by_name
    held.save(update_fields=["state", "checked_by"])


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    Entry.objects.unscoped("decided").filter(id=id).update(state=Entry.State.RETURNED, returned_note=comment)


def _record(by: Actor, made: Entry, detail: dict[str, Any]) -> None:
    record_event(
        by=by, action="enter_indicator_value", subject=("indicator_entry", made.id), region=made.region,
        detail={"code": made.code} | detail, values=[made.numerator, made.denominator, made.note],
    )  # fmt: skip
