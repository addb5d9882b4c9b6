import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.engines import health
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals import actions as approvals
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.ui.formats import number
from dampingi.insight.health import queries
from dampingi.insight.health.assessable import why_not
from dampingi.insight.health.models import NOTE, Assessment, HealthResult, HealthRules
from dampingi.insight.health.results import sealed, told
from dampingi.insight.health.rules import engine_rules
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.cooperatives.queries import cooperative_of, managed, year_of


@transaction.atomic
def publish_rules(
    *, by: Actor, region: str, body: Mapping[str, Any], reason: str, id: uuid.UUID | None = None
) -> HealthRules:
    """The office's next edition. What is approved already keeps its own."""
    by.require(Permission.LOCK_INSTRUMENTS, region=region)
    held = HealthRules.objects.filter(id=id).first() if id else None
    if held:
        return held
    if not reason.strip():
        raise Refused(_("Tulis dasar perubahannya, misalnya pasal dan tanggal naskah yang berlaku."))
    try:
        for kind in source_names("cooperative_kinds"):
            engine_rules(body, kind)
    except health.Unusable as fault:
        raise Refused(
            _("Aturan ini tidak dapat dipakai: bobot berjumlah 100, dan batas kelompok menurun sampai 0.")
        ) from fault
    if queries.rules_in_force(region).hash == digest(body):
        raise Conflict(_("Aturan yang berlaku sekarang sudah berbunyi demikian."))
    last = HealthRules.objects.filter(region=region).order_by("-number").first()
    made = HealthRules.objects.create(
        region=region, number=last.number + 1 if last else 1, body=body, hash=digest(body), reason=reason.strip()[:500],
        by_name=by.name, **({"id": id} if id else {}),
    )  # fmt: skip
    record_event(
        by=by, action="publish_health_rules", subject=("health_rules", made.id), region=region, reason=made.reason,
        detail={"number": made.number, "content": made.hash},
    )  # fmt: skip
    return made


@transaction.atomic
def save_answers(
    *, by: Actor, cooperative: uuid.UUID, year: int, answers: Mapping[str, bool], notes: Mapping[str, str]
) -> Assessment:
    """Keep what is answered so far; what is left out stays open."""
    found = _open(by, cooperative, year)
    body = queries.rules_in_force(found.region).body
    known = set(engine_rules(body, found.cooperative.kind).items)
    found.answers = {k: bool(v) for k, v in answers.items() if k in known}
    found.notes = {k: v.strip()[:NOTE] for k, v in notes.items() if k in known and v.strip()}
    found.made_by, found.made_by_name, found.changed_at = by.user_id, by.name, timezone.now()
    found.authors = list(dict.fromkeys([*found.authors, str(by.user_id)]))
    found.save()
    return found


def _open(by: Actor, cooperative: uuid.UUID, year: int) -> Assessment:
    who = cooperative_of(managed(by).select_for_update(of=("self",)), cooperative)
    _require_assessable(who, year)
    rows = Assessment.objects.unscoped("of a cooperative in reach").select_for_update(of=("self",))
    found = rows.filter(cooperative=who, year=year).first()
    if found is None:
        found = Assessment.objects.create(
            cooperative=who,
            year=year,
            region=queries.office_of(who),
            made_by=by.user_id,
            made_by_name=by.name,
        )
        _record(by, "begin_health_assessment", found)
    if not found.editable:
        raise Conflict(_("Penilaian ini sudah diajukan dan tidak berubah lagi. Muat ulang halamannya."))
    return found


def _require_assessable(who: Cooperative, year: int) -> None:
    reason = why_not(who, year_of(who, year), year)
    if reason:
        raise Refused(reason)


@transaction.atomic
def submit(*, by: Actor, assessment: uuid.UUID) -> Assessment:
    """Hand in for approval by somebody else; every question has an answer."""
    found = _locked(queries.assessment_of(by, assessment, Permission.MANAGE_COOPERATIVES).id)
    if not found.editable:
        raise Conflict(_("Penilaian ini sudah diajukan."))
    _require_assessable(found.cooperative, found.year)
    try:
        told(queries.rules_in_force(found.region).body, found.cooperative.kind, found.answers)
    except health.Unanswered as fault:
        n = len(fault.items)
        raise Refused(
            ngettext("%(n)s pertanyaan belum dijawab.", "%(n)s pertanyaan belum dijawab.", n)
            % {"n": number(n)}
        ) from None
    found.state = Assessment.State.SUBMITTED
    found.save(update_fields=["state"])
    approvals.submit(
        by=by, workflow=queries.NAME, subject=(queries.KIND, found.id), version=found.version, region=found.region,
        drafted_by=found.made_by or by.user_id,
    )  # fmt: skip
    return found


def _locked(id: uuid.UUID) -> Assessment:
    rows = Assessment.objects.unscoped("the caller has checked the reach").select_for_update(of=("self",))
    return rows.select_related("cooperative").get(id=id)


def approved(id: uuid.UUID, version: int) -> None:
    """Called within the deciding transaction."""
    found = _locked(id)
    rules, who = _stored(queries.rules_in_force(found.region)), found.cooperative
    body = told(rules.body, who.kind, found.answers)
    last = queries.newest(found)
    rows = Approval.objects.unscoped("who approved").filter(
        subject_kind=queries.KIND, subject_id=id, version=version
    )
    verdict = rows.get().verdicts.filter(approved=True).order_by("-at").first()
    if verdict and str(verdict.by) in found.authors:
        raise Denied(_("Anda ikut mengisi penilaian ini. Orang lain yang menyetujuinya."))
    HealthResult.objects.create(
        assessment=found, number=last.number + 1 if last else 1, rules=rules, kind=who.kind, answers=found.answers,
        notes=found.notes, body=body, score=body["score"], band=body["band"], made_by_name=found.made_by_name,
        approved_by_name=verdict.by_name if verdict else "",
        hash=sealed(rules.hash, who.kind, found.year, found.answers, found.notes, body),
    )  # fmt: skip
    found.state, found.returned_note = Assessment.State.APPROVED, ""
    found.save(update_fields=["state", "returned_note"])


def _stored(rules: HealthRules) -> HealthRules:
    told = {"body": rules.body, "hash": rules.hash, "reason": rules.reason}
    return HealthRules.objects.get_or_create(region=rules.region, number=rules.number, defaults=told)[0]


def returned(id: uuid.UUID, version: int, comment: str) -> None:
    found = _locked(id)
    found.state, found.returned_note, found.version = Assessment.State.RETURNED, comment, found.version + 1
    found.save(update_fields=["state", "returned_note", "version"])


@transaction.atomic
def assess_again(*, by: Actor, assessment: uuid.UUID, reason: str) -> Assessment:
    """Open an approved assessment for a further result; the one before is kept."""
    found = _locked(queries.assessment_of(by, assessment, Permission.MANAGE_COOPERATIVES).id)
    if found.state != Assessment.State.APPROVED:
        raise Conflict(_("Penilaian ini belum disetujui; ubah saja jawabannya."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa dinilai ulang."))
    found.state, found.version, found.again = Assessment.State.DRAFT, found.version + 1, reason.strip()[:500]
    found.save(update_fields=["state", "version", "again"])
    _record(by, "assess_health_again", found, reason=found.again)
    return found


def _record(by: Actor, action: str, found: Assessment, reason: str = "") -> None:
    record_event(
        by=by, action=action, subject=(queries.KIND, found.id), region=found.region, reason=reason, detail={"year": found.year}
    )  # fmt: skip
