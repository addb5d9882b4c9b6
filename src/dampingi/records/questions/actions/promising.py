from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.questions.models import PromiseEdition
from dampingi.records.questions.queries import editions

MOST_DAYS = 180


@transaction.atomic
def promise(
    *, by: Actor, region: str, answer_days: int, resolve_days: int, silence_days: int, reason: str
) -> PromiseEdition:
    """The office's next promise. Questions asked before keep theirs."""
    by.require(Permission.PROMISE_ANSWERS, region=region)
    told = (answer_days, resolve_days, silence_days)
    if not all(1 <= days <= MOST_DAYS for days in told):
        raise Refused(_("Isi jumlah hari antara 1 dan %(most)d.") % {"most": MOST_DAYS})
    if resolve_days < answer_days:
        raise Refused(_("Selesai tidak dapat dijanjikan sebelum dijawab. Perbaiki jumlah harinya."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa janji ini dibuat atau diubah; semua orang membacanya."))
    last = next(iter(editions(region)), None)
    if last and (last.answer_days, last.resolve_days, last.silence_days) == told:
        raise Conflict(_("Janji yang berlaku sekarang sudah berbunyi demikian."))
    made = PromiseEdition(
        region=region, number=last.number + 1 if last else 1, answer_days=answer_days, resolve_days=resolve_days,
        silence_days=silence_days, reason=reason.strip()[:300], by_name=by.name,
    )  # fmt: skip
    insert_objects([made])
    record_event(
        by=by, action="promise_answers", subject=("promise", made.id), region=region, reason=made.reason,
        detail={"number": made.number, "answer": answer_days, "resolve": resolve_days, "silence": silence_days},
    )  # fmt: skip
    return made
