import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.partners.intake import TalkIntake
from dampingi.records.partners.models import Talk
from dampingi.records.partners.queries import managed, partner_of, today_in

FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


@transaction.atomic
def note_talk(*, by: Actor, partner: uuid.UUID, told: TalkIntake, id: uuid.UUID | None = None) -> Talk:
    """A meeting that took place: who, what was agreed, and what is to follow until when. The same `id` sent twice is one."""
    found = partner_of(managed(by).select_for_update(of=("self",)), partner)
    held = found.talks.filter(id=id).first() if id else None
    if held:
        return held
    words = {k: getattr(told, k).replace("\0", "").strip() for k in ("where", "who", "agreed", "follow_up")}
    wrong = [
        (not FIRST <= told.on <= today_in(found.region), _("Tanggal pertemuan paling lambat hari ini.")),
        (not words["who"] or not words["agreed"], _("Isi siapa yang hadir dan apa yang disepakati.")),
        (len(words["who"]) > 300 or len(words["follow_up"]) > 300 or len(words["agreed"]) > 4_000, _("Tulisannya terlalu panjang. Ringkaslah.")),
        (bool(told.due_on) and not words["follow_up"], _("Tulis tindak lanjutnya, atau kosongkan tanggalnya.")),
        (told.due_on is not None and not told.on <= told.due_on <= LAST, _("Tindak lanjut tidak lebih awal daripada pertemuannya.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    made = Talk.objects.create(
        partner=found, on=told.on, due_on=told.due_on, by=by.user_id, by_name=by.name[:150], **words, **({"id": id} if id else {})
    )  # fmt: skip
    record_event(
        by=by, action="note_partner_talk", subject=("partner", found.id), region=found.region, values=list(words.values()),
        detail={"on": told.on.isoformat()},
    )  # fmt: skip
    return made


@transaction.atomic
def finish_talk(*, by: Actor, partner: uuid.UUID, talk: uuid.UUID, note: str = "") -> Talk:
    """What was to follow was done."""
    found = partner_of(managed(by).select_for_update(of=("self",)), partner)
    held = found.talks.filter(id=talk).exclude(follow_up="").first()
    if held is None:
        raise Refused(_("Tindak lanjut itu tidak ada pada mitra ini."), status=404)
    if held.done_on:
        raise Conflict(_("Tindak lanjut itu sudah selesai."))
    held.done_on, held.done_note = max(today_in(found.region), held.on), note.replace("\0", "").strip()[:300]
    held.save(update_fields=["done_on", "done_note"])
    record_event(by=by, action="finish_partner_talk", subject=("partner", found.id), region=found.region)
    return held
