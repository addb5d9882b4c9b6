import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.outcomes.papers import letters
from dampingi.outcomes.papers.actions.keeping import keep_paper
from dampingi.outcomes.papers.content import office_of
from dampingi.outcomes.papers.models import Paper
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.readiness import require_ready

LETTER = gettext_noop("Surat tugas Anda nomor %(number)s sudah terbit.")
BASIS_LENGTH = 400


@transaction.atomic
def issue_assignments(
    *, by: Actor, mentors: Sequence[uuid.UUID], on: datetime.date, basis: str, number: str = ""
) -> list[Paper]:
    """An appointment letter for each mentor who has none yet, numbered one after the other; `number` is the office's own, for one letter."""
    found = _mentors(by, mentors)
    if not basis.strip():
        raise Refused(_("Tulis dasar penugasan, misalnya nomor SK penetapan pendamping."))
    if number.strip() and len(found) != 1:
        raise Refused(_("Nomor sendiri hanya untuk satu surat. Kosongkan agar diberi nomor berurutan."))
    drafts = [letters.draft(m, on=on, basis=basis.strip()[:BASIS_LENGTH]) for m in found]
    made = [keep_paper(each, number=number.strip()) for each in drafts]
    record_event(
        by=by, action="issue_assignments", subject=("programme", found[0].programme_id),
        region=office_of(found[0].region), programme=found[0].programme_id,
        detail={"rows": len(made), "first": made[0].number, "last": made[-1].number},
        values=[(str(p.subject), p.number) for p in made],
    )  # fmt: skip
    for mentor, paper in zip(found, made, strict=True):
        notify(
            users=[mentor.user_id], text=LETTER, values={"number": paper.number},
            url=reverse("assignment_letter", args=[mentor.id]),
        )  # fmt: skip
    return made


def _mentors(by: Actor, ids: Sequence[uuid.UUID]) -> list[Mentor]:
    """In the order of their regions, as the letters are numbered."""
    reached = Mentor.objects.for_actor(by, Permission.MANAGE_MENTORS).select_related("programme")
    found = list(reached.filter(id__in=ids).order_by("region", "name"))
    if not found or len(found) != len(set(ids)):
        raise Refused(
            _("Ada pendamping yang tidak ada, atau di luar wilayah Anda. Muat ulang daftarnya."), status=404
        )
    if len({m.programme_id for m in found}) > 1:
        raise Refused(_("Pilih pendamping dari satu program saja."))
    ended = next((m for m in found if m.ended_on), None)
    if ended:
        raise Refused(_("%(name)s sudah berhenti. Pilih pendamping lain.") % {"name": ended.name})
    require_ready(found)
    letters_of = Paper.objects.unscoped("of mentors in reach").filter(kind=Paper.Kind.ASSIGNMENT)
    held = letters_of.filter(subject__in=[m.id for m in found]).values_list("subject", flat=True).first()
    if held:
        name = next(m.name for m in found if m.id == held)
        raise Conflict(_("%(name)s sudah mempunyai surat tugas. Keluarkan dari pilihan.") % {"name": name})
    return found
