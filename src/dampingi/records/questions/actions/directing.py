import uuid

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.programmes.models import Mentor
from dampingi.records.questions.actions.telling import audit, tell_those_inside
from dampingi.records.questions.models import OPEN, Handing, Question, State
from dampingi.records.questions.queries import candidates, question_of, questions

GIVEN = gettext_noop("Sebuah pertanyaan menunggu jawaban Anda.")
RETURNED = gettext_noop("Sebuah pertanyaan dikembalikan kepada dinas untuk diarahkan lagi.")


@transaction.atomic
def direct(
    *,
    by: Actor,
    question: uuid.UUID,
    to: uuid.UUID | None,
    seen: uuid.UUID | None,
    reason: str = "",
    field: str = "",
) -> Handing:
    """Give a question to whoever can answer it, or (`to` None) back to the office. `seen` is who had it when the giver looked.

    The office directs; whoever was asked to answer hands on with a reason.
    """
    found = question_of(questions(by).select_for_update(of=("self",)), question)
    _check(by, found, to, seen, reason, field)
    target = _target(found, to, field)
    found.field = field or found.field
    handing = Handing(question=found, to=target, reason=reason.strip()[:500], by=by.user_id, by_name=by.name)
    handing.save(force_insert=True)
    found.handler = target
    if found.state in (State.NEW, State.WITH):
        found.state = State.WITH if target else State.NEW
    found.save(update_fields=["field", "handler", "state"])
    audit(by, "direct_question", found, [str(to), handing.reason], {"field": found.field})
    if target:
        users = [u for u in (target.user_id,) if u != by.user_id]
        notify(users=users, text=GIVEN, url=reverse("question", args=[found.id]))
    else:
        tell_those_inside(found, RETURNED, but=by.user_id)
    return handing


def _check(
    by: Actor, found: Question, to: uuid.UUID | None, seen: uuid.UUID | None, reason: str, field: str
) -> None:
    directs = by.may(Permission.MANAGE_CLINIC, region=found.region)
    hands_on = found.handler is not None and found.handler.user_id == by.user_id
    if not directs and not hands_on:
        raise Denied(_("Pertanyaan ini diarahkan oleh dinas, atau diteruskan oleh yang diminta menjawab."))
    if found.state not in OPEN:
        raise Conflict(_("Pertanyaan ini sudah selesai. Penanya dapat membukanya kembali."))
    if found.handler_id != seen:
        raise Conflict(
            _("Pertanyaan ini baru saja diarahkan orang lain. Muat ulang halaman, lalu putuskan lagi.")
        )
    if found.handler_id and not reason.strip():
        raise Refused(_("Tulis mengapa pertanyaan ini diteruskan, agar yang menerima tahu."))
    if field and field not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": field})
    if to is None and found.handler_id is None:
        raise Refused(_("Pilih siapa yang diminta menjawab."))
    if to is not None and to == found.handler_id:
        raise Refused(_("Ia sudah diminta menjawab pertanyaan ini. Pilih orang lain."))


def _target(found: Question, to: uuid.UUID | None, field: str) -> Mentor | None:
    if to is None:
        return None
    target = next((c.mentor for c in candidates(found, field) if c.mentor.id == to), None)
    if target is None:
        raise Refused(_("Orang itu tidak bertugas di wilayah penanya. Pilih dari daftar."))
    return target
