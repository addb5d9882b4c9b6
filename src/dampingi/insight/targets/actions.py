import datetime
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import exists
from dampingi.insight.monitoring.queries import indicator as indicator_of
from dampingi.insight.monitoring.spans import spans
from dampingi.insight.targets.checking import check_range, check_sum, check_words
from dampingi.insight.targets.held import held
from dampingi.insight.targets.intake import Wanted
from dampingi.insight.targets.models import Kind, Proposal, State
from dampingi.insight.targets.workflow import NAME
from dampingi.records.programmes.actions import set_targets
from dampingi.records.programmes.intake import TargetIntake
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in


@transaction.atomic
def propose(
    *, by: Actor, programme: Programme, indicator: str, region: str, period: str, kind: str, rows: Sequence[Wanted], reason: str
) -> Proposal:  # fmt: skip
    """Freeze targets and submit them to somebody else; nothing holds before they approve. One waits at a time."""
    by.require(Permission.SET_TARGETS, region=region, programme=programme.id)
    said = indicator_of(indicator, programme.region)
    _check_place(by, programme, region, period)
    check_words(reason)
    Programme.objects.select_for_update(no_key=True).get(id=programme.id)
    whole = held(programme, region, period).get(indicator)
    _check_rows(said, region, kind, rows, whole.value if whole else None)
    earlier = Proposal.objects.unscoped("reach is checked").filter(
        programme=programme, indicator=indicator, region=region, period=period, kind=kind
    )
    if earlier.filter(state=State.WAITING).exists():
        raise Conflict(_("Usulan sebelumnya masih menunggu persetujuan. Tunggu putusannya dahulu."))
    body = {
        "whole": str(whole.value) if whole else None,
        "rows": [_row(programme, r, said, period) for r in rows],
    }
    made = Proposal.objects.create(
        programme=programme, region=region, indicator=indicator, period=period, kind=kind, body=body, hash=digest(body),
        number=(earlier.aggregate(n=Max("number"))["n"] or 0) + 1, reason=reason.strip(), by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    record_event(
        by=by, action="propose_targets", subject=("target_proposal", made.id), region=region, programme=programme.id,
        detail={"indicator": indicator, "period": period, "kind": kind, "number": made.number, "content": made.hash},
        values=[made.reason],
    )  # fmt: skip
    assert by.user_id is not None
    submit(
        by=by, workflow=NAME, subject=("target_proposal", made.id), version=made.number, region=region, drafted_by=by.user_id,
        programme=programme.id, period=period,
    )  # fmt: skip
    return made


def _check_place(by: Actor, programme: Programme, region: str, period: str) -> None:
    if by.user_id is None or not exists(region) or not contains(programme.region, region):
        raise Refused(_("Pilih wilayah dari program ini."))
    known = spans(programme)
    if period not in known:
        raise Refused(_("Masa target itu tidak ada dalam program ini. Pilih dari daftar."))
    if known[period].end < _today(programme):
        raise Refused(_("Masa itu sudah lewat; targetnya tidak dapat diubah lagi."))


def _today(programme: Programme) -> datetime.date:
    return today_in(programme.region)


def _check_rows(
    indicator: Indicator, region: str, kind: str, rows: Sequence[Wanted], whole: Decimal | None
) -> None:
    places = [r.region for r in rows]
    if kind == Kind.OWN and places != [region]:
        raise Refused(_("Isi satu target untuk wilayah ini."))
    if kind == Kind.PARTS and (
        not rows or len(set(places)) != len(places) or not all(_right_below(p, region) for p in places)
    ):
        raise Refused(_("Isi target wilayah tepat di bawahnya, masing-masing satu kali."))  # fmt: skip
    for row in rows:
        check_range(indicator, row)
    if kind == Kind.PARTS:
        if whole is None:
            raise Refused(_("Wilayah ini belum punya target untuk dibagi. Usulkan targetnya dahulu."))
        if not any(row.weight for row in rows):
            raise Refused(
                _("Belum ada yang dihitung di bawah wilayah ini, jadi tidak ada bobot untuk membaginya.")
            )
        check_sum(indicator, rows, whole)


def _right_below(place: str, region: str) -> bool:
    return contains(region, place) and depth(place) == depth(region) + 1 and exists(place)


def _row(programme: Programme, row: Wanted, indicator: Indicator, period: str) -> dict[str, Any]:
    was = held(programme, row.region, period).get(indicator.code)
    return {
        "region": row.region, "value": str(row.value), "weight": row.weight, "course": row.course,
        "baseline": None if row.baseline is None else str(row.baseline), "was": str(was.value.normalize()) if was else None,
    }  # fmt: skip


def still_holds(approval: Approval, passed: bool, _comment: str) -> None:
    """Before a verdict: nothing is approved that is no longer what was frozen, whose time is over, or that was handed down from a target that changed."""
    found = Proposal.objects.unscoped("being decided").select_related("programme").get(id=approval.subject_id)
    if not passed:
        return
    if digest(found.body) != found.hash:
        raise Denied(_("Isi usulan ini tidak lagi sama dengan yang dibekukan. Hubungi pengelola sistem."))
    span = spans(found.programme).get(found.period)
    if span is None or span.end < _today(found.programme):
        raise Conflict(
            _("Masa usulan ini sudah lewat; targetnya tidak dapat diubah lagi. Kembalikan usulannya.")
        )
    if found.kind == Kind.PARTS:
        _still_sums(found)


def _still_sums(found: Proposal) -> None:
    now = held(found.programme, found.region, found.period).get(found.indicator)
    if now is None or Decimal(found.body["whole"]) != now.value:
        raise Conflict(
            _("Target wilayah ini berubah sejak usulan dibuat. Kembalikan usulannya agar dibagi lagi.")
        )


def approved(id: uuid.UUID, _version: int) -> None:
    found = Proposal.objects.unscoped("decided").select_related("programme").get(id=id)
    rows = [
        TargetIntake(
            found.indicator, r["region"], found.period, Decimal(r["value"]),
            None if r["baseline"] is None else Decimal(r["baseline"]), r["course"],
        )
        for r in found.body["rows"]
    ]  # fmt: skip
    set_targets(by=Actor.for_system("an approved proposal of targets"), programme=found.programme, rows=rows)
    Proposal.objects.unscoped("decided").filter(id=id).update(state=State.APPROVED)


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    Proposal.objects.unscoped("decided").filter(id=id).update(state=State.RETURNED, returned_note=comment)
