import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.programmes.models import Application, Caseload, Programme
from dampingi.records.programmes.rosters import today_in
from dampingi.records.surveys.drawing import ACCEPTED, BEYOND, drawn
from dampingi.records.surveys.figures import MOST_MONTHS, check, months
from dampingi.records.surveys.intake import AnswerIntake
from dampingi.records.surveys.models import Answer, Respondent, State, Survey

LONGEST_NOTE = 300


@transaction.atomic
def open_survey(
    *, by: Actor, programme: Programme, name: str, first_month: datetime.date, last_month: datetime.date,
    closes_on: datetime.date, per_side: int, seed: int, today: datetime.date | None = None,
) -> Survey:  # fmt: skip
    """Ask the figures of some months. The programme's first survey draws whom to ask; later ones ask them again.

    `per_side` is how many of those accepted, and as many beyond the quota, are drawn in each kelurahan; it and `seed` count only when drawing.
    """
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    today = today or today_in(programme.region)
    _check_months(first_month, last_month, closes_on, today)
    Programme.objects.select_for_update().get(id=programme.id)
    earlier = list(Survey.objects.unscoped("of a programme the actor manages").filter(programme=programme))
    if any(s.first_month <= last_month and first_month <= s.last_month for s in earlier):
        raise Conflict(_("Bulan itu sudah ditanyakan dalam survei lain. Pilih bulan sesudahnya."))
    asked = _same_people(earlier) if earlier else _draw(programme, per_side, seed)
    if not asked:
        raise Refused(
            _("Belum ada pendaftar yang diterima atau masuk daftar tunggu. Selesaikan seleksi dahulu.")
        )
    survey = Survey(
        programme=programme, region=programme.region, name=name.strip() or _("Survei pendaftar"),
        first_month=first_month, last_month=last_month, closes_on=closes_on, seed=None if earlier else seed, by_name=by.name,
    )  # fmt: skip
    survey.save(force_insert=True)
    insert_objects(
        [
            Respondent(
                programme=programme,
                region=region,
                survey=survey,
                application_id=application,
                accepted=accepted,
            )
            for application, region, accepted in asked
        ]
    )
    record_event(
        by=by, action="open_survey", subject=("survey", survey.id), region=survey.region, programme=programme.id,
        detail={"seed": survey.seed, "asked": len(asked)}, values=[str(a[0]) for a in asked],
    )  # fmt: skip
    return survey


def withdrawable(by: Actor, survey: Survey) -> bool:
    """Opened by mistake, and nobody has answered yet."""
    manages = by.may(Permission.MANAGE_INTAKE, region=survey.region, programme=survey.programme_id)
    return manages and not Answer.objects.filter(respondent__survey=survey).exists()


@transaction.atomic
def withdraw_survey(*, by: Actor, survey: uuid.UUID) -> None:
    """Take back one opened by mistake, with its draw; the trail keeps that it was opened, with its seed."""
    rows = Survey.objects.for_actor(by, Permission.MANAGE_INTAKE).select_for_update(of=("self",))
    found = rows.filter(id=survey).first()
    if found is None:
        raise Refused(_("Survei itu tidak ada, atau di luar wilayah Anda."), status=404)
    if not withdrawable(by, found):
        raise Conflict(_("Survei ini sudah ada jawabannya dan tidak dibatalkan lagi."))
    others = Survey.objects.unscoped("of the same programme").filter(programme=found.programme_id)
    if found.seed is not None and others.exclude(id=found.id).exists():
        raise Conflict(
            _("Survei ini mengundi orang yang ditanya survei berikutnya. Batalkan dahulu yang itu.")
        )
    record_event(
        by=by, action="withdraw_survey", subject=("survey", found.id), region=found.region, programme=found.programme_id,
        detail={"seed": found.seed},
    )  # fmt: skip
    found.delete()


def _check_months(
    first: datetime.date, last: datetime.date, closes_on: datetime.date, today: datetime.date
) -> None:
    if first.day != 1 or last.day != 1 or last < first:
        raise Refused(_("Bulan terakhir tidak boleh sebelum bulan pertama."))
    if len(months(first, last)) > MOST_MONTHS:
        raise Refused(
            _("Orang mengingat paling jauh beberapa bulan. Tanyakan paling banyak %(most)d bulan sekaligus.")
            % {"most": MOST_MONTHS}
        )
    if last >= today.replace(day=1):
        raise Refused(_("Bulan itu belum selesai. Tanyakan bulan yang sudah lewat."))
    if closes_on < today:
        raise Refused(_("Hari penutupan sudah lewat. Pilih hari ini atau sesudahnya."))


def _same_people(earlier: Iterable[Survey]) -> list[tuple[uuid.UUID, str, bool]]:
    first = next(s for s in earlier if s.seed is not None)
    rows = Respondent.objects.unscoped("of a survey the actor manages").filter(survey=first)
    return list(rows.order_by("region", "application").values_list("application", "region", "accepted"))


def _draw(programme: Programme, per_side: int, seed: int) -> list[tuple[uuid.UUID, str, bool]]:
    if not 1 <= per_side <= 1000:
        raise Refused(_("Tulis berapa pendaftar per kelurahan: 1 sampai 1.000 dari masing-masing pihak."))
    rows = Application.objects.unscoped("all applicants take part in the draw").filter(
        programme=programme, state__in=[ACCEPTED, BEYOND]
    )
    found = drawn(list(rows.select_related("person")), per_side, seed)
    return [(a.id, a.region, a.state == ACCEPTED) for a in found]


@transaction.atomic
def answer(
    *, by: Actor, respondent: uuid.UUID, said: AnswerIntake, today: datetime.date | None = None
) -> Answer:
    """Note what an applicant answered, or that they were not reached or not willing. Until the survey closes it can be noted anew; all stay."""
    rows = Respondent.objects.for_actor(by, Permission.REVERIFY_OUTCOMES).select_for_update(of=("self",))
    found = rows.filter(id=respondent).select_related("survey", "application").first()
    if found is None:
        raise Refused(_("Pendaftar itu tidak termasuk survei, atau di luar wilayah Anda."), status=404)
    today = today or today_in(found.region)
    _check_answer(by, found, said, today)
    number = found.answers.count() + 1
    if number != said.number:
        raise Conflict(
            _("Jawaban pendaftar ini baru saja dicatat orang lain. Muat ulang halamannya dan bandingkan.")
        )
    made = Answer(
        respondent=found, number=number, state=said.state, how=said.how, note=said.note.strip(), on=said.on,
        figures=dict(said.figures) if said.state == State.ANSWERED else {}, by=by.user_id, by_name=by.name,
    )  # fmt: skip
    made.save(force_insert=True)
    found.state = said.state
    found.save(update_fields=["state"])
    record_event(
        by=by, action="answer_survey", subject=("respondent", found.id), region=found.region,
        programme=found.programme_id, detail={"number": number, "state": said.state}, values=[made.figures, made.note],
    )  # fmt: skip
    return made


def _check_answer(by: Actor, found: Respondent, said: AnswerIntake, today: datetime.date) -> None:
    survey = found.survey
    if today > survey.closes_on:
        raise Conflict(_("Survei ini sudah ditutup. Jawabannya tidak diubah lagi."))
    if accompanies(by, found):
        raise Denied(_("Anda mendampingi pendaftar ini. Yang bertanya harus orang lain."))
    if said.state not in State.values or said.state == State.OPEN:
        raise Refused(_("Pilih apa hasilnya: menjawab, tidak terhubung, atau tidak bersedia."))
    if said.on > today or said.on <= survey.last_month:
        raise Refused(_("Tanggal bertanya harus sesudah bulan yang ditanyakan dan tidak di masa depan."))
    if len(said.note) > LONGEST_NOTE:
        raise Refused(_("Catatan paling panjang %(most)d huruf.") % {"most": LONGEST_NOTE})
    if said.state == State.ANSWERED:
        if not said.how:
            raise Refused(_("Pilih cara bertanya: ditelepon atau ditemui."))
        check(said.figures, months(survey.first_month, survey.last_month))


def accompanies(by: Actor, found: Respondent) -> bool:
    """Whether the actor mentors, or ever mentored, this applicant."""
    return Caseload.objects.filter(
        enrolment__person=found.application.person_id, mentor__user=by.user_id
    ).exists()
