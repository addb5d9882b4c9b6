import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui import formats
from dampingi.insight.reviews import queries
from dampingi.insight.reviews.counting import people
from dampingi.insight.reviews.keeping import store_numbered
from dampingi.insight.reviews.models import Counted, ExitRule, Freeze
from dampingi.insight.reviews.rates import Person, Rule, rates
from dampingi.insight.reviews.targets import reached
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in

LONGEST_DAYS = 366


@transaction.atomic
def publish_exit_rule(
    *, by: Actor, programme: Programme, days: int, replaced: bool, reason: str, id: uuid.UUID | None = None
) -> ExitRule:
    """Say which of those who left the second rate does not count. What is frozen already keeps its own rule."""
    by.require(Permission.MANAGE_EVALUATION, region=programme.region, programme=programme.id)
    earlier = (
        ExitRule.objects.unscoped("sent twice").filter(id=id, programme=programme).first() if id else None
    )
    if earlier:
        return earlier
    if not reason.strip():
        raise Refused(_("Tulis alasan atau dasar aturan ini; pembaca evaluasi akan melihatnya."))
    if not 0 <= days <= LONGEST_DAYS:
        raise Refused(_("Isi 0 sampai %(most)d hari.") % {"most": LONGEST_DAYS})
    last = queries.rule_of(programme)
    if last and (last.days, last.replaced) == (days, replaced):
        raise Conflict(_("Aturan yang berlaku sekarang sudah berbunyi demikian."))
    made = store_numbered(
        ExitRule, by, programme, id, number=last.number + 1 if last else 1, days=days, replaced=replaced,
        reason=reason.strip()[:500],
    )  # fmt: skip
    record_event(
        by=by, action="publish_exit_rule", subject=("exit_rule", made.id), region=programme.region,
        programme=programme.id, reason=made.reason, detail={"number": made.number, "days": days, "replaced": replaced},
    )  # fmt: skip
    return made


@transaction.atomic
def freeze_rates(
    *, by: Actor, programme: Programme, as_of: datetime.date, note: str = "", id: uuid.UUID | None = None
) -> Freeze:
    """Store the programme's rates as they stood at the end of a day, with everybody they were counted from."""
    by.require(Permission.MANAGE_EVALUATION, region=programme.region, programme=programme.id)
    earlier = Freeze.objects.unscoped("sent twice").filter(id=id, programme=programme).first() if id else None
    if earlier:
        return earlier
    if as_of > today_in(programme.region):
        raise Refused(_("Tanggal itu belum tiba. Bekukan keadaan hari ini atau sebelumnya."))
    if as_of < programme.starts_on:
        raise Refused(
            _("Program baru mulai %(day)s. Pilih tanggal sesudahnya.")
            % {"day": formats.day(programme.starts_on)}
        )
    found = people(by, programme, as_of)
    if not found:
        raise Refused(_("Belum ada peserta sampai tanggal itu, jadi belum ada yang dapat dihitung."))
    rule = queries.rule_of(programme)
    body = composed([p for p, _region in found], rule, as_of, reached(by, programme, as_of))
    made = store_numbered(
        Freeze, by, programme, id, number=queries.next_number(programme), as_of=as_of, rule=rule, note=note.strip()[:300],
        body=body, hash=digest(body),
    )  # fmt: skip
    Counted.objects.bulk_create([_row(made, p, region, rule) for p, region in found], batch_size=500)
    record_event(
        by=by, action="freeze_programme_rates", subject=("review_freeze", made.id), region=programme.region,
        programme=programme.id, reason=made.note,
        detail={"number": made.number, "as_of": as_of.isoformat(), "people": len(found), "content": made.hash},
    )  # fmt: skip
    return made


def composed(
    found: list[Person], rule: ExitRule | None, as_of: datetime.date, targets: list[dict[str, Any]]
) -> dict[str, Any]:
    defined = load("programme_rates")
    told = Rule(rule.days, rule.replaced) if rule else Rule()
    return rates(found, [entry["code"] for entry in defined], told) | {
        "as_of": as_of.isoformat(),
        "definition": defined,
        "rule": {"number": rule.number, "days": rule.days, "replaced": rule.replaced} if rule else None,
        "targets": targets,
    }


def _row(freeze: Freeze, p: Person, region: str, rule: ExitRule | None) -> Counted:
    told = Rule(rule.days, rule.replaced) if rule else Rule()
    return Counted(
        freeze=freeze, programme_id=freeze.programme_id, region=region, enrolment_id=uuid.UUID(p.key), part=p.part,
        counts=dict(p.counts), enrolled_on=p.enrolled_on, exited_on=p.exited_on, replaced=p.replaced,
        excluded=told.excludes(p), reverified=p.reverified,
    )  # fmt: skip
