import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.formats import number as written
from dampingi.outcomes.decisions import content
from dampingi.outcomes.decisions.models import Decision, Determination, MinutesSignature
from dampingi.outcomes.decisions.queries import current, missing, not_approved, raters, unsigned
from dampingi.outcomes.documents.actions import succeed
from dampingi.outcomes.documents.models import Document
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.programmes.rosters import today_in

LEAST_LETTERS = 20
LONGEST_WAIT = datetime.timedelta(days=366)
SIGN = gettext_noop("Berita acara evaluasi menunggu tanda tangan Anda.")
DETERMINE = gettext_noop(
    "Keputusan hasil evaluasi %(place)s sudah disepakati di sana dan menunggu penetapan Anda."
)
DECIDED = gettext_noop("Keputusan hasil evaluasi Anda sudah ditetapkan. Suratnya dapat dibaca.")


@transaction.atomic
def make_minutes(*, by: Actor, determination: Determination) -> Paper:
    """The minutes (berita acara) of what is approved. From here on no decision changes."""
    found = _held(determination)
    by.require(Permission.MANAGE_EVALUATION, region=found.region, programme=found.programme_id)
    if found.minuted_at:
        raise Conflict(_("Berita acaranya sudah dibuat."))
    _require_complete(found)
    found.minuted_at, found.minuted_by = timezone.now().replace(microsecond=0), by.user_id
    found.save(update_fields=["minuted_at", "minuted_by"])
    today = today_in(found.region)
    paper = keep_paper(Draft(
        kind=Paper.Kind.MINUTES, subject=found.id, region=found.region, programme=found.programme_id, on=today,
        content=lambda number: content.minutes(found, number=number, on=today),
    ))  # fmt: skip
    record_event(
        by=by, action="make_minutes", subject=("determination", found.id), region=found.region,
        programme=found.programme_id, detail={"number": paper.number, "content": paper.document.content_hash},
    )  # fmt: skip
    notify(
        users=[u.id for u in raters(found)], text=SIGN, url=reverse("determination", args=[found.id])
    )  # fmt: skip
    _tell_authority(found)
    return paper


@transaction.atomic
def sign_minutes(*, by: Actor, determination: Determination) -> MinutesSignature:
    """A member of the panel signs for what was evaluated."""
    found = _minuted(determination)
    if by.user_id not in {u.id for u in raters(found)}:
        raise Denied(_("Yang menandatangani berita acara anggota tim yang memberi nilai."))
    return _signature(by, found, User.objects.get(id=by.user_id), "")


@transaction.atomic
def note_absence(*, by: Actor, determination: Determination, rater: User, why: str) -> MinutesSignature:
    """Why a member of the panel does not sign: ill, moved, or of another opinion. It stands in the decree's file."""
    found = _minuted(determination)
    by.require(Permission.MANAGE_EVALUATION, region=found.region, programme=found.programme_id)
    if len(why.strip()) < LEAST_LETTERS:
        raise Refused(_("Tulis mengapa anggota ini tidak menandatangani, sedikitnya satu kalimat."))
    if rater.id not in {u.id for u in raters(found)}:
        raise Refused(_("Orang itu bukan anggota tim yang memberi nilai."))
    return _signature(by, found, rater, why.strip())


def _signature(by: Actor, found: Determination, rater: User, absent: str) -> MinutesSignature:
    made, new = MinutesSignature.objects.get_or_create(
        determination=found, rater=rater, defaults={"name": rater.name, "absent": absent}
    )
    if new:
        record_event(
            by=by, action="note_absence" if absent else "sign_minutes", subject=("determination", found.id),
            region=found.region, programme=found.programme_id, detail={"rater": str(rater.id)}, values=[absent],
        )  # fmt: skip
        _tell_authority(found)
    return made


def _tell_authority(found: Determination) -> None:
    """Whose office lies above learns that nothing is missing but their decree."""
    if found.authority == found.region or unsigned(found):
        return
    heads = users_with(Role.HEAD, region=found.authority, on=today_in(found.authority))
    notify(
        users=[u.id for u in heads], text=DETERMINE, values={"place": name_of(found.region)},
        url=reverse("determination", args=[found.id]),
    )  # fmt: skip


@transaction.atomic
def sign_decree(
    *, by: Actor, determination: Determination, basis: str, effective_on: datetime.date
) -> Paper:  # fmt: skip
    """The head of the authority signs: the decree with its list, and a letter to each person. Nothing of it changes afterwards."""
    found = _minuted(determination)
    by.require(Permission.SIGN_DECREES, region=found.authority, programme=found.programme_id)
    _require_signable(by, found)
    if not basis.strip():
        raise Refused(_("Tulis dasar hukumnya, misalnya peraturan wali kota dan SK tim penilai."))
    today = today_in(found.region)
    if not today <= effective_on <= today + LONGEST_WAIT:
        raise Refused(_("Keputusan berlaku mulai hari ini atau sesudahnya, paling lama setahun lagi."))
    found.basis, found.effective_on = basis.strip()[:2000], effective_on
    found.signed_at, found.signed_by, found.signed_name = (
        timezone.now().replace(microsecond=0),
        by.user_id,
        by.name,
    )
    found.save(update_fields=["basis", "effective_on", "signed_at", "signed_by", "signed_name"])
    decree = keep_paper(Draft(
        kind=Paper.Kind.DECREE, subject=found.id, region=found.authority, programme=found.programme_id, on=today,
        content=lambda number: content.decree(found, number=number, on=today),
    ))  # fmt: skip
    if found.corrects_id:
        succeed(old=_documents(Paper.Kind.DECREE, [found.corrects_id]), new=decree.document)
    _write_letters(found, decree, today)
    record_event(
        by=by, action="sign_decree", subject=("determination", found.id), region=found.region,
        programme=found.programme_id, detail={"number": decree.number, "content": decree.document.content_hash},
    )  # fmt: skip
    return decree


def _write_letters(found: Determination, decree: Paper, today: datetime.date) -> None:
    for decision in current(found):
        letter = keep_paper(Draft(
            kind=Paper.Kind.DECISION, subject=decision.id, region=found.authority, programme=found.programme_id, on=today,
            content=lambda number, d=decision: content.letter(d, decree=decree.number, number=number, on=today),
        ))  # fmt: skip
        before = Decision.objects.filter(subject=decision.subject_id, determination__number__lt=found.number)
        succeed(old=_documents(Paper.Kind.DECISION, before.values_list("id", flat=True)), new=letter.document)
        notify(
            users=[decision.subject.mentor.user_id], text=DECIDED,
            url=reverse("own_decision", args=[decision.subject_id]),
        )  # fmt: skip


def _documents(kind: str, subjects: Iterable[uuid.UUID]) -> list[Document]:
    """The registered papers of that kind about those decisions or determinations."""
    found = Paper.objects.unscoped("of the determinations before").filter(
        kind=kind, subject__in=list(subjects)
    )
    return [paper.document for paper in found.select_related("document")]


def _require_complete(found: Determination) -> None:
    left, waiting = len(missing(found)), not_approved(found)
    if left:
        raise Refused(
            ngettext("%(n)s pendamping belum diputuskan.", "%(n)s pendamping belum diputuskan.", left)
            % {"n": written(left)}
        )
    if waiting:
        raise Refused(
            ngettext("%(n)s keputusan belum disetujui.", "%(n)s keputusan belum disetujui.", waiting)
            % {"n": written(waiting)}
        )
    if not current(found).exists():
        raise Refused(_("Belum ada keputusan. Usulkan dahulu."))


def _require_signable(by: Actor, found: Determination) -> None:
    if found.signed_at:
        raise Conflict(_("SK ini sudah ditandatangani. Perbaikan dibuat sebagai penetapan baru."))
    waiting = unsigned(found)
    if waiting:
        raise Refused(
            _("Berita acara belum ditandatangani %(names)s. Minta tanda tangannya, atau catat mengapa tidak.")
            % {"names": ", ".join(u.name for u in waiting)}
        )
    if current(found).filter(subject__mentor__user=by.user_id).exists():
        raise Denied(_("Tidak seorang pun menetapkan keputusan tentang dirinya sendiri."))


def _held(determination: Determination) -> Determination:
    rows = Determination.objects.unscoped("reach is checked by what follows").filter(id=determination.id)
    related = rows.select_related(
        "evaluation__instrument", "evaluation__programme", "programme", "computation"
    )
    return related.select_for_update(of=("self",)).get()


def _minuted(determination: Determination) -> Determination:
    found = _held(determination)
    if found.minuted_at is None:
        raise Refused(_("Berita acaranya belum dibuat. Setujui semua keputusan dahulu."))
    return found
