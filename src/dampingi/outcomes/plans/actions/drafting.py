import datetime
import uuid
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import exists, names
from dampingi.outcomes.plans.codes import codes_of, read
from dampingi.outcomes.plans.evidence import POINT, Proposal, indicator_of, points, proposals
from dampingi.outcomes.plans.freezing import composed, missing
from dampingi.outcomes.plans.models import OPEN, Activity, CodeList, Fund, Plan, State
from dampingi.outcomes.plans.names import NAME
from dampingi.records.programmes.rosters import today_in

MOST_MONEY = 10**14
AHEAD, MOST_PLACES, MOST_ACTIVITIES = 3, 300, 500


@dataclass(frozen=True)
class Drafted:
    """An activity as it is written."""

    title: str
    point: str = ""
    code: str = ""
    indicator: str = ""
    unit: str = ""
    target: Decimal | None = None
    q1: int = 0
    q2: int = 0
    q3: int = 0
    q4: int = 0
    fund: str = Fund.CITY
    places: tuple[str, ...] = ()
    owner: str = ""
    note: str = ""


@transaction.atomic
def open_plan(*, by: Actor, region: str, year: int, ceiling: int | None = None) -> Plan:
    """The first edition of a year's plan; one is open at a time."""
    by.require(Permission.DRAFT_PLANS, region=region)
    this = today_in(region).year if region else 0
    if not 1 <= depth(region) <= 2 or not exists(region):
        raise Refused(_("Rencana kerja dibuat untuk provinsi atau kabupaten/kota. Pilih wilayahnya."))
    if not this <= year <= this + AHEAD:
        raise Refused(_("Pilih tahun %(first)d sampai %(last)d.") % {"first": this, "last": this + AHEAD})
    rows = Plan.objects.unscoped("reach is checked").filter(region=region, year=year)
    if rows.exists():
        raise Conflict(
            _("Rencana tahun itu sudah ada. Buka dari daftar; sesudah disetujui dapat dibuat edisi baru.")
        )
    return _opened(by, region=region, year=year, ceiling=_money(ceiling), edition=1)


@transaction.atomic
def open_edition(*, by: Actor, plan: Plan, reason: str) -> Plan:
    """A further edition of an approved plan, which stays as it is; its activities are copied to be changed."""
    held = _held(by, plan)
    if held.state != State.APPROVED:
        raise Refused(_("Edisi baru dibuat sesudah yang ini disetujui."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa rencana perlu edisi baru."))
    rows = Plan.objects.unscoped("reach is checked").filter(region=held.region, year=held.year)
    if rows.exclude(state=State.APPROVED).exists():
        raise Conflict(_("Edisi berikutnya sudah terbuka. Buka dari daftar."))
    number = rows.aggregate(n=Max("edition"))["n"] + 1
    made = _opened(
        by,
        region=held.region,
        year=held.year,
        ceiling=held.ceiling,
        edition=number,
        reason=reason.strip()[:300],
    )
    copied = [
        Activity(
            plan=made, region=made.region, by=row.by, by_name=row.by_name, sources=row.sources, proposal=row.proposal,
            **{name: getattr(row, name) for name in Drafted.__dataclass_fields__},
        )
        for row in held.activities.filter(removed_at=None)
    ]  # fmt: skip
    Activity.objects.bulk_create(copied, batch_size=200)
    return made


@transaction.atomic
def set_ceiling(*, by: Actor, plan: Plan, ceiling: int | None) -> Plan:
    held = open_locked(by, plan)
    held.ceiling = _money(ceiling)
    held.save(update_fields=["ceiling"])
    recorded(by, held, "set_plan_ceiling", detail={"ceiling": held.ceiling})
    return held


@transaction.atomic
def write_activity(
    *, by: Actor, plan: Plan, drafted: Drafted, activity: uuid.UUID | None = None, version: int = 0, id: uuid.UUID | None = None
) -> Activity:  # fmt: skip
    """A new one, or a change of the version that was looked at."""
    held = open_locked(by, plan)
    told = _checked(held, drafted)
    rows = Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=held)
    if activity:
        return _changed(by, held, rows.filter(id=activity, removed_at=None).first(), told, version)
    sent = rows.filter(id=id).first() if id else None
    if sent:
        return sent
    return add_drafted(by, held, told, **({"id": id} if id else {}))


def take(*, by: Actor, plan: Plan, key: str, today: datetime.date | None = None) -> Activity:
    """A proposal becomes an activity, with its reasons as they stand now. Taken twice it is the same activity."""
    by.require(Permission.DRAFT_PLANS, region=plan.region)
    rows = Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=plan, proposal=key)
    found = None
    if not key or not rows.exists():  # counted before anything is locked
        among = proposals(by, plan, today=today or today_in(plan.region))
        found = next((p for p in among if p.key == key), None)
        if found is None:
            raise Refused(_("Usulan itu tidak ada lagi. Muat ulang daftar usulan."), status=404)
    with transaction.atomic():
        held = open_locked(by, plan)
        before = rows.first()
        if before:
            return before if before.removed_at is None else restore(by=by, plan=held, activity=before.id)
        return _taken(by, held, found)


@transaction.atomic
def take_points(*, by: Actor, plan: Plan) -> list[Activity]:
    """The four strategic points' activities that the plan does not have yet."""
    held = open_locked(by, plan)
    rows = Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=held)
    had = set(rows.exclude(proposal="").values_list("proposal", flat=True))
    return [_taken(by, held, p) for p in points() if p.key not in had]


@transaction.atomic
def remove(*, by: Actor, plan: Plan, activity: uuid.UUID) -> Activity:
    """Out of the plan; it can be brought back while the plan is open."""
    held = open_locked(by, plan)
    found = of_plan(held, activity)
    if found.removed_at is None:
        found.removed_at, found.removed_by_name = timezone.now(), by.name[:150]
        found.save(update_fields=["removed_at", "removed_by_name"])
        recorded(by, held, "remove_activity", activity=found)
    return found


@transaction.atomic
def restore(*, by: Actor, plan: Plan, activity: uuid.UUID) -> Activity:
    held = open_locked(by, plan)
    found = of_plan(held, activity)
    if found.removed_at is not None:
        _room(held)
        found.removed_at, found.removed_by_name = None, ""
        found.save(update_fields=["removed_at", "removed_by_name"])
        recorded(by, held, "restore_activity", activity=found)
    return found


@transaction.atomic
def bring_to_forum(*, by: Actor, plan: Plan) -> Plan:
    held = _held(by, plan)
    if held.state != State.DRAFT:
        raise Conflict(_("Rencana ini bukan rancangan lagi. Muat ulang halaman."))
    held.state = State.FORUM
    held.save(update_fields=["state"])
    recorded(by, held, "bring_plan_to_forum")
    return held


@transaction.atomic
def submit_plan(*, by: Actor, plan: Plan) -> Plan:
    """Freeze the plan with its hash and ask the head."""
    held = open_locked(by, plan)
    if by.user_id is None:
        raise Refused(_("Rencana diajukan oleh seorang penyusun."))
    body = composed(held)
    _complete(body)
    held.state, held.body, held.hash, held.version = State.WAITING, body, digest(body), held.version + 1
    held.returned_note = ""
    held.save(update_fields=["state", "body", "hash", "version", "returned_note"])
    submit(
        by=by, workflow=NAME, subject=(NAME, held.id), version=held.version, region=held.region, drafted_by=by.user_id,
        period=str(held.year),
    )  # fmt: skip
    return held


def approved(id: uuid.UUID, _version: int) -> None:
    Plan.objects.unscoped("decided").filter(id=id).update(state=State.APPROVED, approved_at=timezone.now())


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    """What is returned is worked on again; the approval keeps what was submitted by its version."""
    rows = Plan.objects.unscoped("decided").filter(id=id)
    rows.update(state=State.DRAFT, body=None, hash="", returned_note=comment)


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


def _opened(by: Actor, **told: Any) -> Plan:
    try:
        with transaction.atomic():
            made = Plan.objects.create(by=by.user_id, by_name=by.name[:150], **told)
    except IntegrityError as taken:
        raise Conflict(_("Rencana tahun itu baru saja dibuat orang lain. Buka dari daftar.")) from taken
    recorded(by, made, "open_plan", detail={"year": made.year, "edition": made.edition}, values=[made.reason])
    return made


def _held(by: Actor, plan: Plan) -> Plan:
    """Locked: what is decided about a plan is decided one after the other."""
    held = Plan.objects.unscoped("reach is checked next").select_for_update(no_key=True).get(id=plan.id)
    by.require(Permission.DRAFT_PLANS, region=held.region)
    return held


def open_locked(by: Actor, plan: Plan) -> Plan:
    held = _held(by, plan)
    if held.state not in OPEN:
        raise Conflict(
            _("Rencana ini sudah disetujui. Buat edisi baru untuk mengubahnya.")
            if held.state == State.APPROVED
            else _("Rencana ini sedang menunggu persetujuan dan tidak dapat diubah.")
        )
    return held


def of_plan(plan: Plan, activity: uuid.UUID) -> Activity:
    found = (
        Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=plan, id=activity).first()
    )
    if found is None:
        raise Refused(_("Kegiatan itu tidak ada dalam rencana ini."), status=404)
    return found


def _taken(by: Actor, plan: Plan, p: Proposal) -> Activity:
    codes = codes_of(plan.region)
    indicator = indicator_of(p.key) if p.kind == POINT else ""
    told = Drafted(
        title=p.title[:200],
        point=p.point,
        code=codes.known(p.code),
        indicator=indicator,
        unit=p.unit,
        places=p.places,
    )
    return add_drafted(by, plan, told, proposal=p.key, sources=[r.stored() for r in p.reasons])


def _room(plan: Plan) -> None:
    if plan.activities.filter(removed_at=None).count() >= MOST_ACTIVITIES:
        raise Refused(
            _("Rencana ini sudah memuat %(most)d kegiatan. Gabungkan yang serupa lebih dahulu.")
            % {"most": MOST_ACTIVITIES}
        )


def add_drafted(by: Actor, plan: Plan, told: Drafted, **more: Any) -> Activity:
    _room(plan)
    fields = asdict(told) | {"places": list(told.places)}
    made = Activity.objects.create(
        plan=plan, region=plan.region, by=by.user_id, by_name=by.name[:150], **fields, **more
    )
    recorded(by, plan, "add_activity", activity=made)
    return made


def _changed(by: Actor, plan: Plan, found: Activity | None, told: Drafted, version: int) -> Activity:
    if found is None:
        raise Refused(_("Kegiatan itu tidak ada dalam rencana ini, atau sudah dikeluarkan."), status=404)
    if found.version != version:
        raise Conflict(_("Kegiatan ini baru saja diubah orang lain. Muat ulang halaman, lalu ubah lagi."))
    for name, value in (asdict(told) | {"places": list(told.places)}).items():
        setattr(found, name, value)
    found.version = F("version") + 1
    found.save()
    found.refresh_from_db()
    recorded(by, plan, "change_activity", activity=found)
    return found


def _checked(plan: Plan, told: Drafted) -> Drafted:
    if not told.title.strip():
        raise Refused(_("Tulis nama kegiatannya."))
    if told.code and not codes_of(plan.region).known(told.code):
        raise Refused(_("Kode sub-kegiatan itu tidak ada dalam daftar yang berlaku. Pilih dari daftar."))
    if told.point and told.point not in source_names("plan_points"):
        raise Refused(_("Pilih titik strategis dari daftar."))
    if told.fund not in Fund.values:
        raise Refused(_("Pilih sumber dana dari daftar."))
    if told.target is not None and not (told.target.is_finite() and 0 <= told.target < 10**12):
        raise Refused(_("Target adalah angka dari nol sampai satu triliun."))
    for amount in (told.q1, told.q2, told.q3, told.q4):
        _money(amount)
    places = tuple(dict.fromkeys(told.places))
    if (
        len(places) > MOST_PLACES
        or any(not contains(plan.region, p) for p in places)
        or len(names(places)) < len(places)
    ):
        raise Refused(_("Pilih lokasi di wilayah rencana ini."))
    return told


def _money(amount: int | None) -> int | None:
    if amount is not None and not 0 <= amount <= MOST_MONEY:
        raise Refused(_("Anggaran adalah rupiah bulat dari 0 sampai 100 triliun."))
    return amount


def _complete(body: dict[str, Any]) -> None:
    if not body["activities"]:
        raise Refused(_("Rencana ini belum memuat kegiatan. Ambil dari usulan atau tulis sendiri."))
    lacking = missing(body)
    if lacking:
        title, word = lacking[0]
        raise Refused(
            _('%(n)d isian masih kosong, antara lain %(word)s pada "%(title)s". Lengkapi lebih dahulu.')
            % {"n": len(lacking), "word": word, "title": title[:80]}
        )
    if body["ceiling"] is not None and body["budget"] > body["ceiling"]:
        raise Refused(_("Jumlah anggaran melebihi pagu. Kurangi kegiatan, atau ubah pagunya lebih dahulu."))


def recorded(
    by: Actor,
    plan: Plan,
    action: str,
    *,
    activity: Activity | None = None,
    detail: Any = None,
    values: Any = (),
) -> None:
    subject = ("plan_activity", activity.id) if activity else (NAME, plan.id)
    told = {"plan": str(plan.id), "budget": activity.budget} if activity else {}
    said = [activity.title, activity.owner, activity.note] if activity else values
    record_event(
        by=by, action=action, subject=subject, region=plan.region, detail=told | (detail or {}), values=said
    )
