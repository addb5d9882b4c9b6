"""What is agreed to be done about a problem: given to somebody, done with a note, put off or dropped with a reason."""

import datetime
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.formats import day as said_day
from dampingi.records.problems.actions.course import held_problem, must_be_kept, tell, tell_level, written
from dampingi.records.problems.authority import acts_at, must_decide
from dampingi.records.problems.models import AgreedAction, Problem, Said
from dampingi.records.problems.queries import one_agreed, people_to_ask
from dampingi.records.programmes.rosters import today_in

GIVEN = gettext_noop("Tindakan untuk Anda atas masalah %(title)s: %(text)s. Batas waktunya %(due)s.")
DROPPED = gettext_noop("Tindakan Anda atas masalah %(title)s tidak jadi dikerjakan: %(text)s.")
MOVED = gettext_noop("Batas waktu tindakan Anda atas masalah %(title)s menjadi %(due)s: %(text)s.")
DONE = gettext_noop("Satu tindakan atas masalah %(title)s selesai.")
FURTHEST = datetime.timedelta(days=3 * 366)


@transaction.atomic
def agree(
    *, by: Actor, problem: uuid.UUID, text: str, due_on: datetime.date, owner: uuid.UUID | None = None, office: str = "",
    id: uuid.UUID | None = None,
) -> AgreedAction:  # fmt: skip
    """The level that has it, within its authority. `id` is the form's: sent twice, kept once."""
    found = held_problem(by, problem)
    must_decide(found)
    known = AgreedAction.objects.unscoped("the form's own id").filter(id=id).first() if id else None
    if known:
        return _again(found, known)
    kept = written(text, _("Tulis apa yang akan dikerjakan."), 300)
    _check_owner(found, owner, office)
    _check_day(found, due_on)
    made = AgreedAction.objects.create(
        id=id or new_id(), problem=found, level=found.held, text=kept, owner_id=owner, office=office.strip(), due_on=due_on
    )  # fmt: skip
    line = f"{kept} ({made.by_whom}, {said_day(due_on)})"
    tell(by, found, Said.AGREED, line, action="agree_on_action", subject=made.id)
    tell_owner(made, GIVEN, by)
    return made


@transaction.atomic
def finish(*, by: Actor, agreed: uuid.UUID, note: str) -> AgreedAction:
    """Its owner, or the level whose action it is, says what came of it."""
    row, found = _held(by, agreed, owner=True)
    row.note = written(note, _("Tulis singkat hasilnya."), 500)
    row.done_at = timezone.now()
    row.save(update_fields=["note", "done_at"])
    tell(by, found, Said.DONE, f"{row.text}: {row.note}", action="finish_agreed_action", subject=row.id)
    tell_level(found, row.level, DONE, by)
    return row


@transaction.atomic
def drop(*, by: Actor, agreed: uuid.UUID, reason: str) -> AgreedAction:
    row, found = _held(by, agreed)
    row.note = written(reason, _("Tulis alasan tindakan ini tidak jadi."), 500)
    row.dropped_at = timezone.now()
    row.save(update_fields=["note", "dropped_at"])
    tell(
        by,
        found,
        Said.DROPPED,
        f"{row.text}: {row.note}",
        action="drop_agreed_action",
        reason=row.note,
        subject=row.id,
    )
    tell_owner(row, DROPPED, by)
    return row


@transaction.atomic
def postpone(*, by: Actor, agreed: uuid.UUID, due_on: datetime.date, reason: str) -> AgreedAction:
    row, found = _held(by, agreed)
    kept = written(reason, _("Tulis alasan menggeser batas waktunya."), 500)
    _check_day(found, due_on)
    if due_on <= row.due_on:
        raise Refused(_("Batas waktu yang baru sesudah yang lama. Perbaiki tanggalnya."))
    before, row.due_on, row.reminded_on = row.due_on, due_on, None
    row.save(update_fields=["due_on", "reminded_on"])
    line = _("%(text)s: dari %(before)s menjadi %(after)s, %(why)s") % {
        "text": row.text, "before": said_day(before), "after": said_day(due_on), "why": kept
    }  # fmt: skip
    tell(by, found, Said.POSTPONED, line, action="postpone_agreed_action", reason=kept, subject=row.id)
    tell_owner(row, MOVED, by)
    return row


def tell_owner(row: AgreedAction, text: str, by: Actor | None = None) -> None:
    if row.owner_id and (by is None or row.owner_id != by.user_id):
        values = {"title": row.problem.title, "text": row.text, "due": row.due_on.isoformat()}
        notify(users=[row.owner_id], text=text, values=values, url=reverse("agreed_action", args=[row.id]))


def _held(by: Actor, id: uuid.UUID, *, owner: bool = False) -> tuple[AgreedAction, Problem]:
    """The problem is locked before its action, as everywhere."""
    row = one_agreed(by, id)
    if not ((owner and row.owner_id == by.user_id) or acts_at(by, row.problem.region, row.level)):
        raise Conflict(
            _("Tindakan ini dikerjakan orang lain. Hubungi yang menyepakatinya bila perlu diubah.")
        )
    problem = Problem.objects.unscoped("of an action in hand").select_for_update().get(id=row.problem_id)
    must_be_kept(problem)  # closed here, who took it over above still works on it
    row.refresh_from_db()
    if not row.open:
        raise Conflict(_("Tindakan ini sudah selesai atau sudah dibatalkan."))
    return row, problem


def _again(found: Problem, known: AgreedAction) -> AgreedAction:
    if known.problem_id != found.id:
        raise Conflict(_("Isian ini sudah dikirim. Buka formulir baru."))
    return known


def _check_owner(found: Problem, owner: uuid.UUID | None, office: str) -> None:
    if bool(owner) == bool(office.strip()):
        raise Refused(_("Pilih orangnya, atau tulis nama kantornya: salah satu saja."))
    if owner and owner not in people_to_ask(found, today_in(found.region)):
        raise Refused(_("Pilih orang dari daftar, atau tulis nama kantornya."))
    if len(office.strip()) > 150:
        raise Refused(_("Nama kantor paling banyak 150 huruf."))


def _check_day(found: Problem, due_on: datetime.date) -> None:
    today = today_in(found.region)
    if not today <= due_on <= today + FURTHEST:
        raise Refused(_("Batas waktunya mulai hari ini sampai tiga tahun ke depan. Perbaiki tanggalnya."))
