import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.insight.lessons.bases import told
from dampingi.insight.lessons.models import (
    Concerned,
    Factor,
    FactorWithdrawal,
    Lesson,
    LessonWithdrawal,
    Side,
)
from dampingi.records.programmes.models import Programme

WRITES = Permission.DECIDE_EVALUATION
YEARS = 5
"""A lesson is for one of so many years from the programme's own."""


@transaction.atomic
def add_factor(
    *, by: Actor, programme: Programme, side: str, text: str, evidence: str, place: str = "", id: uuid.UUID | None = None
) -> Factor:  # fmt: skip
    by.require(WRITES, region=programme.region, programme=programme.id)
    earlier = Factor.objects.unscoped("sent twice").filter(id=id, programme=programme).first() if id else None
    if earlier:
        return earlier
    if side not in Side.values:
        raise Refused(_("Pilih penghambat atau pendukung."))
    if not text.strip() or not evidence.strip():
        raise Refused(_("Tulis faktornya dan di mana itu dapat dilihat."))
    if place and not (exists(place) and contains(programme.region, place)):
        raise Refused(_("Wilayah itu tidak ada di program ini."))
    made = _made(
        Factor,
        by,
        programme,
        id,
        side=side,
        text=text.strip()[:300],
        evidence=evidence.strip()[:300],
        place=place,
    )
    _told(by, programme, "add_factor", ("factor", made.id), {"side": side}, [made.text, made.evidence])
    return made


@transaction.atomic
def write_lesson(
    *, by: Actor, programme: Programme, learnt: str, basis: str, concerns: str, change: str, for_year: int,
    evidence: str = "", id: uuid.UUID | None = None,
) -> Lesson:  # fmt: skip
    """It keeps what its basis told at this moment."""
    by.require(WRITES, region=programme.region, programme=programme.id)
    earlier = Lesson.objects.unscoped("sent twice").filter(id=id, programme=programme).first() if id else None
    if earlier:
        return earlier
    if not learnt.strip() or not change.strip():
        raise Refused(_("Tulis apa yang dipelajari dan apa yang sebaiknya diubah."))
    if concerns not in Concerned.values:
        raise Refused(_("Pilih siapa yang berkepentingan."))
    if not 0 <= for_year - programme.starts_on.year <= YEARS:
        raise Refused(
            _("Pilih tahun %(first)d sampai %(last)d.")
            % {"first": programme.starts_on.year, "last": programme.starts_on.year + YEARS}
        )
    seen = told(by, programme, basis)
    if seen is None:
        raise Refused(_("Pilih dasar pelajaran ini dari daftar; yang dipilih belum menyebut apa-apa."))
    made = _made(
        Lesson, by, programme, id, learnt=learnt.strip()[:500], basis=basis, basis_words=seen.text[:400],
        evidence=evidence.strip()[:300], concerns=concerns, change=change.strip()[:500], for_year=for_year,
    )  # fmt: skip
    detail = {"basis": basis, "concerns": concerns, "for_year": for_year}
    _told(by, programme, "write_lesson", ("lesson", made.id), detail, [made.learnt, made.change])
    return made


@transaction.atomic
def withdraw_factor(*, by: Actor, factor: Factor, reason: str) -> FactorWithdrawal:
    """It no longer counts, and stays to be read."""
    return _withdraw(by, FactorWithdrawal, "factor", factor, reason)


@transaction.atomic
def withdraw_lesson(*, by: Actor, lesson: Lesson, reason: str) -> LessonWithdrawal:
    """The plan no longer takes it, and it stays to be read."""
    return _withdraw(by, LessonWithdrawal, "lesson", lesson, reason)


def _withdraw(by: Actor, model: Any, name: str, row: Any, reason: str) -> Any:
    by.require(WRITES, region=row.region, programme=row.programme_id)
    if not reason.strip():
        raise Refused(_("Tulis alasan menariknya."))
    try:
        made = _made(model, by, row.programme, None, reason=reason.strip()[:300], **{name: row})
    except IntegrityError as taken:
        raise Conflict(_("Ini sudah ditarik.")) from taken
    _told(by, row.programme, f"withdraw_{name}", (name, row.id), {}, [made.reason])
    return made


def _made(model: Any, by: Actor, programme: Programme, id: uuid.UUID | None, **more: Any) -> Any:
    made = model(programme=programme, region=programme.region, by=by.user_id, by_name=by.name, **more)
    if id:
        made.id = id
    with transaction.atomic():
        made.save(force_insert=True)
    return made


def _told(
    by: Actor, programme: Programme, action: str, subject: Any, detail: dict, values: list[str]
) -> None:
    record_event(
        by=by, action=action, subject=subject, region=programme.region, programme=programme.id, detail=detail,
        values=values,
    )  # fmt: skip
