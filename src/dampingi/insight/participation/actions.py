import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.engines.participation import Rules, gathered, trial
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import inside
from dampingi.insight.participation import keeping
from dampingi.insight.participation.definition import definition, rules
from dampingi.insight.participation.gathering import rhythms
from dampingi.insight.participation.models import RiskModel, Switch
from dampingi.insight.participation.queries import current
from dampingi.insight.participation.returning import counted
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

LONGEST_REASON = 300


def try_model(
    *,
    by: Actor,
    region: str,
    today: datetime.date | None = None,
    by_rules: Rules | None = None,
    id: uuid.UUID | None = None,
) -> RiskModel:
    """Fit and try a model on all programmes of the region, and keep what came out, good or not. Speaks to nobody until it is switched on."""
    by.require(Permission.MANAGE_INTAKE, region=region)
    earlier = RiskModel.objects.unscoped("the job's own").filter(id=id).first() if id else None
    if earlier:
        return earlier
    now, held = today or today_in(region), by_rules or rules()
    found = Enrolment.objects.unscoped("of a region the actor manages").filter(inside(region))
    people = list(found.select_related("person", "business").order_by("enrolled_on", "id"))
    of = rhythms(people)
    days = _days(people, now, held.horizon)
    data = gathered([(of[e.id], _groups(e)) for e in people], days, horizon=held.horizon)
    returns = counted(
        list(of.values()), _all_days(people, now), horizon=held.horizon, within=definition()["action_within"]
    )
    body = keeping.told(trial(data, held), returns)
    made = RiskModel(
        region=region, number=_next_number(region), by=by.user_id, by_name=by.name, body=body, sha256=digest(body),
        data_hash=keeping.data_hash(data), **_period(data.day),
    )  # fmt: skip
    if id:
        made.id = id
    return _store(by, made)


@transaction.atomic
def switch(*, by: Actor, model: uuid.UUID, on: bool, reason: str) -> Switch:
    """Let a model speak, or no longer. One with faults is never switched on."""
    found = RiskModel.objects.for_actor(by, Permission.MANAGE_INTAKE).filter(id=model).first()
    if found is None:
        raise Refused(_("Model itu tidak ada, atau di luar wilayah Anda."), status=404)
    by.require(Permission.MANAGE_INTAKE, region=found.region)
    if on and not found.usable:
        raise Refused(
            _("Model ini tidak lolos ujinya, jadi tidak dapat dipakai. Pedoman sederhana tetap berlaku.")
        )
    if not reason.strip():
        raise Refused(_("Tulis alasannya; alasan ini terbaca di kartu model."))
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST_REASON})
    speaking = current(found.region)
    if on == (speaking is not None and speaking.id == found.id):
        raise Conflict(_("Model ini sudah dipakai.") if on else _("Model ini memang tidak sedang dipakai."))
    made = Switch.objects.create(
        region=found.region, model=found, on=on, reason=reason.strip(), by=by.user_id, by_name=by.name
    )
    record_event(
        by=by, action="switch_risk_model", subject=("risk_model", found.id), region=found.region, reason=reason.strip(),
        detail={"on": on, "number": found.number},
    )  # fmt: skip
    return made


@transaction.atomic
def _store(by: Actor, made: RiskModel) -> RiskModel:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as taken:
        raise Conflict(_("Model lain baru saja dihitung. Muat ulang halaman.")) from taken
    record_event(
        by=by, action="try_risk_model", subject=("risk_model", made.id), region=made.region,
        detail={"number": made.number, "content": made.sha256, "usable": made.usable},
    )  # fmt: skip
    return made


def _days(people: list[Enrolment], today: datetime.date, horizon: int) -> list[int]:
    """Those whose whole horizon has passed."""
    return [day for day in _all_days(people, today) if day + horizon <= today.toordinal()]


def _all_days(people: list[Enrolment], today: datetime.date) -> list[int]:
    if not people:
        return []
    first = min(e.enrolled_on for e in people).toordinal()
    return list(range(first + definition()["horizon"] // 2, today.toordinal() + 1, definition()["step"]))


def _groups(enrolment: Enrolment) -> dict[str, str]:
    return {
        "sex": enrolment.person.sex or "",
        "sector": enrolment.business.sector if enrolment.business else "",
    }


def _period(days) -> dict[str, datetime.date | None]:
    if not len(days):
        return {"first_day": None, "last_day": None}
    return {
        "first_day": datetime.date.fromordinal(int(days.min())),
        "last_day": datetime.date.fromordinal(int(days.max())),
    }


def _next_number(region: str) -> int:
    numbers = (
        RiskModel.objects.unscoped("to number it").filter(region=region).values_list("number", flat=True)
    )
    return max(numbers, default=0) + 1
