import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.engines import agenda
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.models import Evaluation, Subject
from dampingi.insight.evaluation.panel import RATE, panel
from dampingi.insight.hearings.intake import EventIntake
from dampingi.insight.hearings.models import Attendee, Event, Seat, Talk
from dampingi.insight.hearings.queries import conflicts, open_evaluations, raters

MOST_DAYS, MOST_ROOMS = 14, 12


@transaction.atomic
def create_event(*, by: Actor, told: EventIntake) -> Event:
    """Plan the days on which mentors of these evaluations present, before the panel as it stands."""
    chosen = _chosen(by, told)
    first = chosen[0]
    by.require(Permission.MANAGE_EVALUATION, region=first.region, programme=first.programme_id)
    _require_frame(told)
    members = list(panel(first.programme_id, first.region))
    if not any(m.mandate == RATE for m in members):
        raise Refused(_("Susun tim penilai dahulu: belum ada anggota yang bermandat menilai."))
    made = Event.objects.create(
        programme=first.programme, region=first.region, name=told.name.strip()[:120],
        days=sorted({d.isoformat() for d in told.days}), starts=told.starts, ends=told.ends,
        pauses=[list(p) for p in told.pauses], minutes=told.minutes, rooms=list(told.rooms), least=told.least, made_by=by.label,
    )  # fmt: skip
    made.evaluations.set(chosen)
    Attendee.objects.bulk_create(
        Attendee(event=made, user=m.user, agency=m.agency, mandate=m.mandate) for m in members
    )
    _lay_out(made)
    _record(by, "plan_hearings", made, {"talks": made.talks.count()})  # type: ignore[attr-defined]
    return made


@transaction.atomic
def plan_again(*, by: Actor, event: Event) -> Event:
    """Lay the agenda out anew, before it is announced: changes made by hand are gone."""
    found = held(by, event)
    if found.announced_at:
        raise Conflict(_("Jadwalnya sudah diumumkan. Pindahkan presentasi satu per satu."))
    found.talks.all().delete()  # type: ignore[attr-defined]
    _lay_out(found)
    _record(by, "plan_hearings", found, {"talks": found.talks.count()})  # type: ignore[attr-defined]
    return found


def held(by: Actor, event: Event) -> Event:
    """The event, locked until the transaction ends; for whoever manages evaluations there."""
    by.require(Permission.MANAGE_EVALUATION, region=event.region, programme=event.programme_id)
    return Event.objects.unscoped("reach is checked above").select_for_update(of=("self",)).get(id=event.id)


def _chosen(by: Actor, told: EventIntake) -> list[Evaluation]:
    held = Evaluation.objects.unscoped("held, so that two do not plan for the same").select_for_update(
        of=("self",)
    )
    list(held.filter(id__in=told.evaluations).order_by("id"))
    found = [e for e in open_evaluations(by) if e.id in set(told.evaluations)]
    if not found or len(found) != len(set(told.evaluations)):
        raise Refused(
            _("Pilih penilaian yang buktinya sudah dibekukan, belum ditutup, dan belum ada acaranya.")
        )
    if len({(e.programme_id, e.region) for e in found}) > 1:
        raise Refused(_("Satu acara untuk satu program dan satu wilayah."))
    return found


def _require_frame(told: EventIntake) -> None:
    wrong = [
        (not told.name.strip(), _("Beri nama acaranya.")),
        (not 1 <= len(set(told.days)) <= MOST_DAYS, _("Pilih satu sampai %(n)s hari.") % {"n": MOST_DAYS}),
        (told.ends <= told.starts, _("Jam selesai sesudah jam mulai.")),
        (not 5 <= told.minutes <= 180, _("Satu presentasi 5 sampai 180 menit.")),
        (not 1 <= len(told.rooms) <= MOST_ROOMS, _("Tulis satu sampai %(n)s ruang.") % {"n": MOST_ROOMS}),
        (len(set(told.rooms)) < len(told.rooms), _("Dua ruang bernama sama. Bedakan namanya.")),
        (not 1 <= told.least <= 20, _("Sedikitnya satu penilai di depan tiap pendamping, paling banyak 20.")),
        (any(a >= b for a, b in told.pauses), _("Jeda berakhir sesudah ia mulai.")),
    ]
    for bad, says in wrong:
        if bad:
            raise Refused(says)


def frame_of(event: Event) -> tuple[agenda.Slot, ...]:
    return agenda.slots(event.days, event.starts, event.ends, [tuple(p) for p in event.pauses], event.minutes)


def _lay_out(event: Event) -> None:
    subjects = {
        str(s.id): s
        for s in Subject.objects.filter(evaluation__hearings=event).select_related("mentor", "evaluation")
    }
    told = [
        agenda.Talk(
            id, f"{s.evaluation.level}:{s.evaluation_id}", ancestor(s.region, 3), str(s.mentor.user_id)
        )
        for id, s in subjects.items()
    ]
    if not told:
        raise Refused(_("Tidak ada pendamping yang dinilai di situ."))
    try:
        made = agenda.plan(
            told,
            frame_of(event),
            len(event.rooms),
            [str(r.id) for r in raters(event)],
            least=event.least,
            conflicts=conflicts(event),
        )
    except agenda.Unfit as unfit:
        raise Refused(_unfit(event, unfit)) from unfit
    talks = {
        p.talk.key: Talk(
            event=event, subject=subjects[p.talk.key], on=datetime.date.fromisoformat(p.slot.day), minute=p.slot.minute,
            block=p.slot.block, room=p.room,
        )
        for p in made
    }  # fmt: skip
    Talk.objects.bulk_create(talks.values())
    Seat.objects.bulk_create(Seat(talk=talks[p.talk.key], user_id=r) for p in made for r in p.raters)


def _unfit(event: Event, unfit: agenda.Unfit) -> str:
    told = {
        "needed": number(unfit.needed),
        "given": number(unfit.given),
        "rooms": number(len(event.rooms)),
        "least": number(event.least),
    }
    if unfit.kind == "slots":
        return (
            _(
                "%(needed)s presentasi, tempatnya %(given)s. Tambah hari atau ruang, atau persingkat presentasinya."
            )
            % told
        )
    return (
        _(
            "%(rooms)s ruang dengan %(least)s penilai memerlukan %(needed)s penilai; ada %(given)s. Kurangi ruang, atau tambah penilai."
        )
        % told
    )


def _record(by: Actor, action: str, event: Event, detail: dict[str, Any]) -> None:
    record_event(
        by=by, action=action, subject=("hearings", event.id), region=event.region, programme=event.programme_id, detail=detail
    )  # fmt: skip
