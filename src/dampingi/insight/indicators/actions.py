"""An office's indicators: written, submitted, checked by somebody else, and from then on never changed."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator, Unclear, parse
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import submit, withdraw
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators.catalogue import Impossible, catalogue, changed, read, unfit
from dampingi.insight.indicators.models import Draft, Retirement, Version
from dampingi.insight.indicators.queries import DEFINE, newest, office_of
from dampingi.insight.indicators.wording import told
from dampingi.insight.indicators.workflow import NAME

ORDER = 100
"""After those that are shipped."""
LONGEST = 500


class Mistaken(Refused):
    """A definition that cannot be computed; `field` is the part of it where the cure belongs."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def begin_draft(*, by: Actor, region: str, body: Mapping[str, Any]) -> Draft:
    """A new indicator of the office. Its code comes from its name, unlike any there is."""
    _require_office(by, region)
    code = _free_code(str(body.get("name", "")))
    whole = dict(body) | {"code": code, "order": ORDER}
    _checked(whole, region)
    made = Draft.objects.create(region=region, code=code, body=whole, by=by.user_id, by_name=by.name[:150])
    _record(by, "draft_indicator", made, {"content": digest(whole)})
    return made


@transaction.atomic
def begin_version(*, by: Actor, region: str, code: str) -> Draft:
    """The office's next version of an indicator that counts there; where one is being written already, it is that."""
    _require_office(by, region)
    open_ones = Draft.objects.unscoped("its office was checked").filter(region=region, code=code)
    open_ones = open_ones.exclude(state__in=(Draft.State.IN_FORCE, Draft.State.DROPPED))
    found = open_ones.first()
    if found:
        return found
    source = _counting_body(region, code)
    try:
        with transaction.atomic():
            made = Draft.objects.create(
                region=region, code=code, body=source, by=by.user_id, by_name=by.name[:150]
            )
    except IntegrityError:  # someone began it a moment ago
        return open_ones.get()
    _record(by, "draft_indicator", made, {"content": digest(source)})
    return made


@transaction.atomic
def save_draft(*, by: Actor, draft: uuid.UUID, body: Mapping[str, Any], opened: int) -> Draft:
    """`opened` is the save it was seen in: what somebody else wrote since is never overwritten unseen."""
    held = _open(by, draft)
    if opened != held.saves:
        raise Conflict(
            _(
                "%(name)s menyimpan rancangan ini baru saja. Buka lagi rancangannya, lalu ulangi perubahan Anda."
            )
            % {"name": held.by_name}
        )
    whole = dict(body) | {"code": held.code, "order": held.body.get("order", ORDER)}
    _checked(whole, held.region)
    if whole == held.body:
        return held
    held.body, held.saves, held.saved_at = whole, held.saves + 1, timezone.now()
    held.by, held.by_name = by.user_id, by.name[:150]  # type: ignore[assignment]
    held.save(update_fields=["body", "saves", "saved_at", "by", "by_name"])
    _record(by, "save_indicator", held, {"content": digest(whole)})
    return held


@transaction.atomic
def submit_draft(*, by: Actor, draft: uuid.UUID, opened: int, reason: str) -> Approval:
    """To somebody else of the office. What is submitted is what was seen."""
    held = _open(by, draft)
    if opened != held.saves:
        raise Conflict(
            _("%(name)s mengubah rancangan ini baru saja. Baca dahulu, lalu ajukan.") % {"name": held.by_name}
        )
    _require_reason(reason, _("Tulis mengapa indikator ini diperlukan atau diubah."))
    _checked(held.body, held.region)
    now = newest(held.region, held.code)
    if now and now.content == digest(held.body) and not hasattr(now, "retirement"):
        raise Refused(
            _("Rancangan ini sama dengan versi yang berlaku. Ubah dahulu, atau buang rancangannya.")
        )
    held.state, held.reason, held.submissions = Draft.State.WAITING, reason.strip(), held.submissions + 1
    held.save(update_fields=["state", "reason", "submissions"])
    return submit(
        by=by, workflow=NAME, subject=("indicator_draft", held.id), version=held.submissions, region=held.region,
        drafted_by=held.by,
    )  # fmt: skip


@transaction.atomic
def drop_draft(*, by: Actor, draft: uuid.UUID) -> Draft:
    """Stop writing it, or take back what waits; it stays on record."""
    held = _held(by, draft)
    if held.state == Draft.State.WAITING:
        withdraw(by=by, workflow=NAME, subject=("indicator_draft", held.id), reason="dropped")
    held.state = Draft.State.DROPPED
    held.save(update_fields=["state"])
    _record(by, "drop_indicator_draft", held, {"saves": held.saves})
    return held


@transaction.atomic
def retire_indicator(*, by: Actor, version: uuid.UUID, reason: str) -> Retirement:
    """An office's indicator counts no longer; what was computed and frozen with it stays. Where it replaced another, that counts again."""
    found = Version.objects.filter(id=version).exclude(region="").first()
    if found is None:
        raise Refused(
            _("Indikator bawaan tidak dapat dicabut; buat versi kantor Anda bila perlu lain."), status=404
        )
    _require_office(by, found.region)
    _require_reason(reason, _("Tulis mengapa indikator ini dicabut."))
    last = newest(found.region, found.code)
    if last is None or last.id != found.id:
        raise Conflict(_("Versi ini sudah diganti yang lebih baru. Buka versi yang berlaku, lalu cabut itu."))
    try:
        with transaction.atomic():
            made = Retirement.objects.create(
                version=found, reason=reason.strip(), by=by.user_id, by_name=by.name[:150]
            )
    except IntegrityError:
        raise Conflict(_("Indikator ini sudah dicabut.")) from None
    changed()
    record_event(
        by=by, action="retire_indicator", subject=("indicator_version", found.id), region=found.region,
        detail={"code": found.code, "number": found.number}, reason=made.reason,
    )  # fmt: skip
    return made


def approved(id: uuid.UUID, _version: int) -> None:
    """Within the deciding transaction: the draft becomes the office's next version, and counts from now on."""
    held = Draft.objects.unscoped("decided").select_for_update().get(id=id)
    definition = _checked(held.body, held.region)
    last = newest(held.region, held.code)
    made = Version.objects.create(
        region=held.region, code=held.code, number=(last.number if last else 0) + 1, body=held.body, hash=definition.hash,
        content=digest(held.body), at=timezone.now(), by_name=held.by_name, reviewed_by=_reviewer(held), reason=held.reason,
    )  # fmt: skip
    held.state, held.version, held.returned_note = Draft.State.IN_FORCE, made, ""
    held.save(update_fields=["state", "version", "returned_note"])
    changed()


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    rows = Draft.objects.unscoped("decided").filter(id=id)
    rows.update(state=Draft.State.RETURNED, returned_note=comment)


def _reviewer(held: Draft) -> str:
    approval = Approval.objects.unscoped("decided").get(
        workflow=NAME, subject_kind="indicator_draft", subject_id=held.id, version=held.submissions
    )
    return str(approval.verdicts.get(approved=True).by_name)


def _checked(body: Mapping[str, Any], region: str) -> Indicator:
    """Raises Mistaken: what cannot be computed, and what would make what stands on it mean something else."""
    try:
        found = parse(body, DATASETS)
    except Unclear as unclear:
        raise Mistaken(unclear.field, told(unclear)) from None
    counting = catalogue(region)
    if why := unfit(found, counting):
        raise Mistaken(why.field, told(why))
    now = counting.get(found.code)
    if now and (found.kind, bool(found.parts), _typed(found)) != (now.kind, bool(now.parts), _typed(now)):
        raise Mistaken(
            "kind",
            _(
                "Versi baru tetap dihitung dengan cara yang sama, sebab targetnya sudah ditulis begitu. Buat indikator baru."
            ),
        )
    missing = [g for g in now.groupings if g not in found.groupings] if now else []
    if missing:
        raise Mistaken(
            "groupings",
            _(
                "Versi baru tidak boleh kehilangan rincian yang sudah dipakai halaman lain. Centang lagi yang tadinya ada."
            ),
        )
    return found


def _typed(said: Indicator) -> tuple[str, ...]:
    """What values already typed are about."""
    return (
        (said.entered.level, said.entered.every, str(bool(said.entered.denominator))) if said.entered else ()
    )


def _counting_body(region: str, code: str) -> dict[str, Any]:
    """Of what counts there, or of the office's own that no longer can."""
    own = newest(region, code)
    if own and not hasattr(own, "retirement"):
        return dict(own.body)
    now = catalogue(region).get(code)
    source = newest(now.owner, code) if now else own
    if source is None or isinstance(read(source), Impossible):
        raise Refused(
            _("Indikator itu tidak berlaku di wilayah Anda. Buka dari daftar indikator."), status=404
        )
    return dict(source.body)


def _free_code(name: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:32].strip("_")
    base = base if base[:1].isalpha() and len(base) > 1 else f"indikator_{base}".rstrip("_")
    taken = {*catalogue(), *Version.objects.filter(code__startswith=base).values_list("code", flat=True)}
    taken |= set(
        Draft.objects.unscoped("codes only").filter(code__startswith=base).values_list("code", flat=True)
    )
    found, n = base, 2
    while found in taken:
        found, n = f"{base}_{n}", n + 1
    return found


def _require_office(by: Actor, region: str) -> None:
    by.require(DEFINE, region=region)
    if by.user_id is None or not region or office_of(region) != region:
        raise Denied(_("Indikator disusun dinas kota, kabupaten, atau provinsi."))


def _require_reason(reason: str, cure: str) -> None:
    if not reason.strip():
        raise Refused(cure)
    if len(reason) > LONGEST:
        raise Refused(_("Alasan paling panjang %(most)d huruf.") % {"most": LONGEST})


def _held(by: Actor, id: uuid.UUID) -> Draft:
    held = Draft.objects.unscoped("reach is checked next").select_for_update().filter(id=id).first()
    if held is None:
        raise Refused(_("Rancangan indikator itu tidak ada."), status=404)
    _require_office(by, held.region)
    if held.state in (Draft.State.IN_FORCE, Draft.State.DROPPED):
        raise Conflict(
            _("Rancangan ini sudah berlaku atau dibuang. Mulai versi baru dari halaman indikatornya.")
        )
    return held


def _open(by: Actor, id: uuid.UUID) -> Draft:
    held = _held(by, id)
    if not held.open:
        raise Conflict(_("Rancangan ini sedang diperiksa. Tunggu putusannya, atau tarik dahulu."))
    return held


def _record(by: Actor, action: str, draft: Draft, detail: dict[str, Any]) -> None:
    record_event(
        by=by, action=action, subject=("indicator_draft", draft.id), region=draft.region,
        detail={"code": draft.code} | detail,
    )  # fmt: skip
