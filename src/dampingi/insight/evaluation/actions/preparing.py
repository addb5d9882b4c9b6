import datetime
import hashlib
from collections import Counter
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import canonical, digest, digest_rows
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.rowwise import insert_objects
from dampingi.foundation.ui.formats import day as written
from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.actions.locking import tell_lockers
from dampingi.insight.evaluation.checking import require_sound
from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.evaluation.documents import unfinished
from dampingi.insight.evaluation.gathering import gather
from dampingi.insight.evaluation.instruments import instrument_for, office_of
from dampingi.insight.evaluation.models import (
    LEVEL_NAMES,
    Evaluation,
    EvidenceFreeze,
    FrozenEvidence,
    Instrument,
    InstrumentLock,
    Subject,
)
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in

ATTEMPTS = 5


@transaction.atomic
def publish_instrument(*, by: Actor, body: dict[str, Any], region: str) -> Instrument:
    """Add the office's next version of an instrument, checked but not yet locked. The same content again is the same version."""
    by.require(Permission.MANAGE_EVALUATION, region=region)
    require_sound(body)
    office, content = office_of(region), digest({k: v for k, v in body.items() if k != "version"})
    own = Instrument.objects.filter(code=body["code"], region=office)
    same = own.filter(hash=content).first()
    if same:
        return same
    made = _next_version(own, office, body, content, by)
    record_event(
        by=by, action="publish_instrument", subject=("instrument", made.id), region=office,
        detail={"code": made.code, "version": made.version, "hash": content},
    )  # fmt: skip
    return made


def _next_version(own: Any, office: str, body: dict[str, Any], content: str, by: Actor) -> Instrument:
    """Two offices' people may publish at once: whoever comes second takes the number after."""
    for attempt in range(1, ATTEMPTS + 1):
        last = own.aggregate(top=Max("version"))["top"] or 0
        try:
            with transaction.atomic():
                return Instrument.objects.create(
                    region=office, code=body["code"], version=last + 1, level=body["level"], name=body["name"],
                    body=body | {"version": last + 1}, hash=content, published_by=by.label,
                )  # fmt: skip
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def create_evaluation(
    *,
    by: Actor,
    programme: Programme,
    level: str = "kelurahan",
    region: str = "",
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> Evaluation:
    """Begin an evaluation of the mentors of a level with the newest instrument for it. The period defaults to the programme's."""
    region = region or programme.region
    by.require(Permission.MANAGE_EVALUATION, region=region, programme=programme.id)
    if level not in LEVEL_NAMES:
        raise Refused(_("Pilih tingkat pendamping: kelurahan, kecamatan, atau kota."))
    if not contains(programme.region, region):
        raise Refused(_("Wilayah %(region)s di luar wilayah program.") % {"region": region})
    starts_on, ends_on = starts_on or programme.starts_on, ends_on or programme.ends_on
    if ends_on <= starts_on:
        raise Refused(_("Tanggal akhir penilaian harus sesudah tanggal mulainya. Perbaiki salah satunya."))
    if ends_on > programme.ends_on:
        raise Refused(
            _("Program berakhir %(day)s; bukti tidak dihitung sesudahnya.")
            % {"day": written(programme.ends_on)}
        )
    if (
        Evaluation.objects.unscoped("one per period")
        .filter(programme=programme, region=region, level=level, ends_on=ends_on)
        .exists()
    ):
        raise Conflict(_("Penilaian tingkat ini untuk masa yang sama sudah dibuat. Buka yang sudah ada."))
    newest = instrument_for(level, region) or publish_instrument(by=by, body=shipped()[level], region=region)
    made = Evaluation.objects.create(
        programme=programme, region=region, level=level, instrument=newest, starts_on=starts_on, ends_on=ends_on,
        created_by=by.label,
    )  # fmt: skip
    _record(by, "create_evaluation", made, {"level": level, "instrument": newest.hash})
    tell_lockers(made)
    return made


@transaction.atomic
def take_newest_instrument(*, by: Actor, evaluation: Evaluation) -> Instrument:
    """The office's newest version instead of the one this evaluation began with, as long as it is not locked."""
    _require(by, evaluation)
    found = Evaluation.objects.unscoped("reach is checked above").select_for_update().get(id=evaluation.id)
    if InstrumentLock.objects.filter(evaluation=found).exists():
        raise Conflict(_("Instrumen penilaian ini sudah dikunci; versi baru untuk penilaian berikutnya."))
    newest = instrument_for(found.level, found.region)
    if newest is None or newest.id == found.instrument_id:
        raise Conflict(_("Penilaian ini sudah memakai versi terbaru."))
    found.instrument = newest
    found.save(update_fields=["instrument"])
    _record(by, "take_newest_instrument", found, {"instrument": newest.hash})
    tell_lockers(found)
    return newest


@transaction.atomic
def freeze_evidence(*, by: Actor, evaluation: Evaluation) -> EvidenceFreeze:
    """Copy the evidence as it stands. Later changes of the records change nothing in this evaluation."""
    _require(by, evaluation)
    if not InstrumentLock.objects.filter(evaluation=evaluation).exists():
        raise Refused(
            _("Instrumennya belum dikunci kepala dinas: bukti dibekukan menurut instrumen yang sudah pasti.")
        )
    if evaluation.ends_on > today_in(evaluation.region):
        raise Refused(
            _("Masa penilaian baru berakhir %(day)s. Bekukan buktinya sesudah hari itu.")
            % {"day": written(evaluation.ends_on)}
        )
    if EvidenceFreeze.objects.filter(evaluation=evaluation).exists():
        raise Conflict(_("Bukti penilaian ini sudah dibekukan."))
    left = unfinished(evaluation)
    if left:
        raise Refused(
            ngettext(
                "Dokumen %(n)s pendamping belum diperiksa. Periksa dahulu, baru bekukan.",
                "Dokumen %(n)s pendamping belum diperiksa. Periksa dahulu, baru bekukan.",
                left,
            )
            % {"n": number(left)}
        )
    gathered = gather(by, evaluation)
    if not gathered.mentors:
        raise Refused(_("Tidak ada pendamping tingkat ini di wilayah dan program itu."))
    frozen = [_frozen(row.kind, row.key, row.body) for row in gathered.rows]
    made = EvidenceFreeze.objects.create(
        evaluation=evaluation,
        digest=digest_rows((f.kind, f.key, f.sha256) for f in frozen),
        counts=dict(Counter(f.kind for f in frozen)),
        by=by.label,
    )
    for f in frozen:
        f.freeze = made
    insert_objects(frozen)
    Subject.objects.bulk_create(
        Subject(evaluation=evaluation, mentor_id=m.mentor, name=m.name, region=m.region)
        for m in gathered.mentors
    )
    _record(by, "freeze_evidence", evaluation, {"digest": made.digest, "rows": made.counts})
    return made


def _frozen(kind: str, key: str, body: dict[str, Any]) -> FrozenEvidence:
    text = canonical(body)
    return FrozenEvidence(
        kind=str(kind), key=key, body=text.decode(), sha256=hashlib.sha256(text).hexdigest()
    )


def _require(by: Actor, evaluation: Evaluation) -> None:
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)


def _record(by: Actor, action: str, evaluation: Evaluation, detail: dict[str, Any]) -> None:
    record_event(
        by=by, action=action, subject=("evaluation", evaluation.id), region=evaluation.region,
        programme=evaluation.programme_id, detail=detail,
    )  # fmt: skip
