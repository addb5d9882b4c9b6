import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.checkups.intake import Heard
from dampingi.records.checkups.marks import months_later
from dampingi.records.checkups.models import MARKS, REACHED, CheckUp, How, Said, State
from dampingi.records.programmes.models import Enrolment, Programme
from dampingi.records.questions.actions import ask
from dampingi.records.questions.intake import QuestionIntake

MOST_TURNOVER, MOST_WORKERS, LONGEST, LEAST = 100_000_000_000, 10_000, 2_000, 10
CHUNK = 500


def call_due(*, today: datetime.date | None = None) -> int:
    """For every programme that is over: one check-up for each alumnus and mark, before anybody knows who can be reached. Twice is once."""
    over = Programme.objects.filter(ends_on__lt=(today or timezone.localdate()))
    return sum(call_check_ups(programme=p) for p in over.order_by("ends_on", "id"))


@transaction.atomic
def call_check_ups(*, programme: Programme) -> int:
    """Of all who stayed to the end; returns how many are new."""
    Programme.objects.select_for_update(no_key=True).get(id=programme.id)
    known = set(
        CheckUp.objects.unscoped("of one programme")
        .filter(programme=programme)
        .values_list("enrolment", "mark")
    )
    stayed = Q(exited_on=None) | Q(exited_on__gt=programme.ends_on)
    alumni = Enrolment.objects.unscoped("of one programme").filter(stayed, programme=programme)
    made = [
        CheckUp(
            programme=programme, region=region, enrolment_id=id, mark=mark, due_on=months_later(programme.ends_on, mark)
        )
        for id, region in alumni.order_by("region", "id").values_list("id", "region")
        for mark in MARKS
        if (id, mark) not in known
    ]  # fmt: skip
    if not made:
        return 0
    CheckUp.objects.unscoped("new rows").bulk_create(made, batch_size=CHUNK)
    record_event(
        by=Actor.for_system("a programme is over"), action="call_check_ups", subject=("programme", programme.id),
        region=programme.region, programme=programme.id, detail={"rows": len(made)},
    )  # fmt: skip
    return len(made)


@transaction.atomic
def note_check_up(
    *, by: Actor, check_up: uuid.UUID, heard: Heard, now: datetime.datetime | None = None
) -> Said:
    """Write down what an alumnus said, or that nobody could be reached. Pressed twice it stands once."""
    found, own = _held(by, check_up)
    moment = now or timezone.now()
    on = moment.astimezone(zone(found.region)).date()
    if found.due_on > on:
        raise Refused(_("Pemeriksaan ini baru waktunya pada hari jatuh temponya."))
    _check(heard, own)
    last = found.said.order_by("-number").first()
    made = Said(
        check_up=found, number=last.number + 1 if last else 1, state=heard.state, how=heard.how, turnover=heard.turnover,
        workers=heard.workers, problem=heard.problem.strip(), on=on, at=moment, by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    if last and _same(last, made) and (last.question or not heard.to_clinic):
        return last
    if heard.to_clinic:
        made.question = _ask(by, found, heard, own).id
    made.save(force_insert=True)
    if made.state in REACHED or found.state not in REACHED:  # a call in vain takes back nothing that was said
        found.state = made.state
    found.save(update_fields=["state"])
    record_event(
        by=by, action="note_check_up", subject=("check_up", found.id), region=found.region, programme=found.programme_id,
        detail={"mark": found.mark, "state": found.state, "said": made.state},
        values=[str(found.enrolment_id), made.state, str(made.turnover), str(made.workers), made.problem],
    )  # fmt: skip
    return made


def _held(by: Actor, id: uuid.UUID) -> tuple[CheckUp, bool]:
    for permission, own in ((Permission.GIVE_VOICE, True), (Permission.ENTER_QUESTIONS, False)):
        if CheckUp.objects.for_actor(by, permission).filter(id=id).exists():
            rows = CheckUp.objects.unscoped("reach is checked").select_for_update(of=("self",))
            return rows.select_related("enrolment").get(id=id), own and not by.system
    raise Refused(_("Pemeriksaan itu tidak ada, atau di luar wilayah Anda."), status=404)


def _check(heard: Heard, own: bool) -> None:
    if heard.state not in State.values or heard.state == State.OPEN:
        raise Refused(_("Pilih apakah usahanya masih berjalan, atau tidak terhubung."))
    if heard.how not in How.values or (heard.how == How.SELF) != own:
        raise Refused(_("Pilih bagaimana keterangannya didapat: ditelepon atau ditemui."))
    if own and heard.state not in REACHED:
        raise Refused(_("Pilih apakah usaha Anda masih berjalan."))
    if heard.state not in REACHED and (heard.turnover is not None or heard.workers is not None):
        raise Refused(_("Omzet dan tenaga kerja hanya diisi bila orangnya terhubung."))
    if not 0 <= (heard.turnover or 0) <= MOST_TURNOVER or not 0 <= (heard.workers or 0) <= MOST_WORKERS:
        raise Refused(_("Angkanya terlalu besar. Periksa omzet sebulan dan jumlah tenaga kerja."))
    if len(heard.problem) > LONGEST:
        raise Refused(_("Tulis masalahnya paling banyak %(most)d huruf.") % {"most": LONGEST})
    if heard.to_clinic and len(heard.problem.strip()) < LEAST:
        raise Refused(_("Tulis masalahnya sedikit lebih jelas agar klinik dapat menjawab."))


def _same(last: Said, made: Said) -> bool:
    names = ("state", "how", "turnover", "workers", "problem", "by", "on")
    return all(getattr(last, n) == getattr(made, n) for n in names)


def _ask(by: Actor, found: CheckUp, heard: Heard, own: bool):
    channel = "online" if own else "phone" if heard.how == How.PHONE else "person"
    said = QuestionIntake(found.enrolment_id, heard.problem.strip(), heard.topic, channel)
    try:
        return ask(by=by, said=said)
    except Conflict as full:
        raise Conflict(f"{full.message} {_('Simpan pemeriksaannya tanpa meneruskan ke klinik.')}") from None
