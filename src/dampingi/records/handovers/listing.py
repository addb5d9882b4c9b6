"""The lists: participants with who accompanies them, mentors with what they carry, handovers and their lines."""

from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.states import State
from dampingi.records.handovers.models import Handover, HandoverLine, Why
from dampingi.records.handovers.queries.handovers import promises
from dampingi.records.handovers.queries.loads import Even, accompanied
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.posts import LEVELS
from dampingi.records.programmes.queries import latest_caseloads, mentors

ACTIVE, WITH, WITHOUT, LEFT, MOVED = "aktif", "dengan", "tanpa", "berhenti", "pindah"
STATES = (
    (ACTIVE, _("Aktif")),
    (WITH, _("Didampingi")),
    (WITHOUT, _("Tanpa pendamping")),
    (MOVED, _("Usahanya di kelurahan lain")),
    (LEFT, _("Berhenti")),
)
OVER, FAIR, UNDER, GUIDES = "lebih", "wajar", "kurang", "pembimbing"
LOADS = (
    (OVER, _("Beban berlebih")),
    (FAIR, _("Beban wajar")),
    (UNDER, _("Beban ringan")),
    (GUIDES, _("Pembimbing kecamatan dan kota")),
)


def _places(programme: Programme) -> list[tuple[str, str]]:
    """Kecamatan in code order, each followed by its kelurahan, set in."""
    both = sorted([*below(programme.region, 3), *below(programme.region, 4)], key=lambda r: r.code)
    return [(r.code, r.name if depth(r.code) == 3 else f"\u2003{r.name}") for r in both]


def _region_filter(programme: Programme) -> Filter:
    return Filter(
        "wilayah", _("Wilayah"), lambda: _places(programme), lambda found, code: found.filter(inside(code))
    )


def in_state(found: Any, state: str) -> Any:
    if state == LEFT:
        return found.exclude(exited_on=None)
    if state == ACTIVE:
        return found.filter(exited_on=None)
    if state == MOVED:
        away = found.filter(exited_on=None, business_until=None).exclude(business=None)
        return away.exclude(business__region=F("region"))
    return accompanied(found, now=state == WITH)


def participants_list(actor: Actor, programme: Programme, *, pick: str = "") -> ListOf:
    """`pick` is where ticked participants go to be handed over, for those who may."""
    return ListOf(
        name="dampingan",
        noun=_("peserta"),
        columns=(
            Column(
                "name", _("Peserta"), "person.name", sort=("person__key",),
                href=lambda e: reverse("participant", args=[e.id]), note=lambda e: e.business.name if e.business else "",
            ),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda e: e.moved_to),
            Column("mentor", _("Pendamping"), "mentor_name", href=lambda e: e.mentor_address, note=lambda e: e.mentor_note),
            Column("since", _("Sejak"), "since", kind="day"),
            Column("state", _("Keadaan"), _participant_state, kind="state"),
        ),
        order="region",
        ties=("person__name", "id"),
        filters=(
            _region_filter(programme),
            Filter(
                "pendamping", _("Pendamping terakhir"),
                lambda: [(str(id), name) for id, name in mentors(actor).filter(programme=programme).order_by("name").values_list("id", "name")],
                lambda found, id: found.filter(last_mentor=id),
            ),
            Filter("keadaan", _("Keadaan"), lambda: STATES, in_state),
        ),
        search=("person__name", "business__name"),
        search_label=_("Nama peserta atau usaha"),
        picks=(Pick(pick, _("Serahkan yang dicentang"), _("serahkan"), "people"),) if pick else (),
        enrich=_name_participants,
    )  # fmt: skip


def _participant_state(enrolment: Any) -> tuple[State, str]:
    if enrolment.exited_on:
        told = _now("Berhenti %(day)s") % {"day": formats.short_day(enrolment.exited_on)}
        return State.NONE, told
    if enrolment.mentor_id is None:
        return State.LATE, _now("Tanpa pendamping")
    return State.GOOD, _now("Didampingi")


def _name_participants(rows: list[Any]) -> None:
    held = latest_caseloads([e.id for e in rows])
    called = names({e.region for e in rows} | {e.business.region for e in rows if e.business})
    for row in rows:
        last = held.get(row.id)
        row.region_name = called.get(row.region, row.region)
        away = row.business is not None and row.business_until is None and row.business.region != row.region
        row.moved_to = (
            _now("usaha di %(place)s") % {"place": called.get(row.business.region, "")} if away else ""
        )
        row.mentor_name = last.mentor.name if last else ""
        row.mentor_address = reverse("mentor", args=[last.mentor_id]) if last else None
        row.mentor_note = (
            _now("sampai %(day)s") % {"day": formats.short_day(last.ends_on)} if last and last.ends_on else ""
        )
        row.since = last.starts_on if last else None


def loads_list(programme: Programme, even: Even, participants: str) -> ListOf:
    """`participants` is the address of the list of participants, a figure's door."""

    def door(mentor: Mentor, state: str) -> str:
        return f"{participants}&pendamping={mentor.id}&keadaan={state}"

    return ListOf(
        name="beban-pendamping",
        noun=_("pendamping"),
        columns=(
            Column("name", _("Pendamping"), sort=("name",), href=lambda m: reverse("mentor", args=[m.id]), note=lambda m: m.level_name),
            Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda m: m.district_name),
            Column("load", _("Dampingan"), kind="number", sort=("load",), href=lambda m: door(m, WITH) if m.load else None),
            Column("apart", _("Selisih dari rata"), lambda m: _apart(m, even)),
            Column("left", _("Berhenti"), kind="number", sort=("left",), href=lambda m: door(m, LEFT) if m.left else None),
            Column("state", _("Beban"), lambda m: load_state(m, even), kind="state"),
        ),
        order="-load",
        ties=("region", "name", "id"),
        filters=(
            _region_filter(programme),
            Filter("beban", _("Beban"), lambda: LOADS, lambda found, told: loaded(found, told, even)),
        ),
        search=("name",),
        search_label=_("Nama pendamping"),
        enrich=_name_mentors,
    )  # fmt: skip


def loaded(found: Any, told: str, even: Even) -> Any:
    """Mentors of a kelurahan by what they carry; or those of wider regions, who guide."""
    own = Q(region__regex=r"^.{13}$")
    if told == GUIDES:
        return found.exclude(own)
    narrow = {
        OVER: Q(load__gt=even.over()),
        UNDER: Q(load__lt=even.under()),
        FAIR: Q(load__gte=even.under(), load__lte=even.over()),
    }
    return found.filter(own & narrow[told])


def load_state(mentor: Any, even: Even) -> tuple[State, str]:
    if depth(mentor.region) < 4:
        return State.NONE, _now("Membimbing")
    if mentor.load > even.over():
        return State.LATE, _now("Berlebih")
    if mentor.load < even.under():
        return State.WATCH, _now("Ringan")
    return State.GOOD, _now("Wajar")


def _apart(mentor: Any, even: Even) -> str:
    if even.load is None or depth(mentor.region) < 4:
        return ""
    apart = mentor.load - even.load
    return ("+" if apart > 0 else "") + formats.number(round(apart, 1), 1)


def _name_mentors(rows: list[Any]) -> None:
    called = names({m.region for m in rows} | {ancestor(m.region, 3) for m in rows})
    for mentor in rows:
        mentor.level_name = LEVELS.get(mentor.level, "")
        mentor.region_name = called.get(mentor.region, mentor.region)
        mentor.district_name = called.get(ancestor(mentor.region, 3), "") if depth(mentor.region) == 4 else ""


def handovers_list() -> ListOf:
    return ListOf(
        name="serah-terima",
        noun=_("serah terima"),
        columns=(
            Column("on", _("Mulai"), kind="day", sort=("on",), href=lambda h: reverse("handover", args=[h.id])),
            Column("count", _("Peserta"), kind="number", sort=("count",), href=lambda h: reverse("handover", args=[h.id])),
            Column("givers", _("Dari"), "givers"),
            Column("receivers", _("Kepada"), "receivers"),
            Column("why", _("Sebab"), lambda h: h.get_why_display(), sort=("why",), note=lambda h: h.note),
            Column("by", _("Oleh"), "by_name", sort=("by_name",)),
            Column("state", _("Keadaan"), _handover_state, kind="state"),
        ),
        order="-on",
        ties=("-at", "id"),
        filters=(
            Filter("sebab", _("Sebab"), lambda: Why.choices, field="why"),
            Filter(
                "keadaan", _("Keadaan"), lambda: (("berlaku", _("Berlaku")), ("batal", _("Dibatalkan"))),
                lambda found, told: found.filter(undo__isnull=told == "berlaku"),
            ),
        ),
        search=("lines__giver__name", "lines__receiver__name", "note"),
        search_label=_("Nama pendamping atau catatan"),
        enrich=_name_givers,
    )  # fmt: skip


def counted(handovers: Any) -> Any:
    """Handovers with `count`, how many participants each is about."""
    return handovers.select_related("undo").annotate(count=Count("lines", distinct=True))


def _handover_state(handover: Handover) -> tuple[State, str]:
    if not hasattr(handover, "undo"):
        return State.GOOD, _now("Berlaku")
    return State.NONE, _now("Dibatalkan %(day)s") % {"day": formats.short_day(handover.undo.at.date())}


def _name_givers(rows: list[Any]) -> None:
    lines = HandoverLine.objects.unscoped("of handovers in reach").filter(handover__in=rows)
    pairs = lines.order_by().values_list("handover_id", "giver__name", "receiver__name").distinct()
    told: dict[Any, tuple[set[str], set[str]]] = {}
    for handover, giver, receiver in pairs:
        givers, receivers = told.setdefault(handover, (set(), set()))
        givers.add(giver or _now("tanpa pendamping"))
        receivers.add(receiver)
    for row in rows:
        givers, receivers = told.get(row.id, (set(), set()))
        row.givers, row.receivers = _some(givers), _some(receivers)


def _some(called: set[str]) -> str:
    shown = sorted(called)
    if len(shown) <= 2:
        return ", ".join(shown)
    more = len(shown) - 2
    return ngettext("%(names)s, dan %(n)d lagi", "%(names)s, dan %(n)d lagi", more) % {
        "names": ", ".join(shown[:2]),
        "n": more,
    }


def lines_list(*, notes: bool) -> ListOf:
    """`notes`: a note is a door to writing it."""
    return ListOf(
        name="peserta-serah-terima",
        noun=_("peserta"),
        columns=(
            Column(
                "name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda r: reverse("participant", args=[r.enrolment_id]),
            ),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("giver", _("Dari"), lambda r: r.giver.name if r.giver else _now("tanpa pendamping"), sort=("giver__name",)),
            Column("receiver", _("Kepada"), "receiver.name", sort=("receiver__name",)),
            Column(
                "note", _("Catatan"), lambda r: r.note or (_now("Tulis catatan") if notes and not r.restored_at else ""),
                href=lambda r: reverse("handover_note", args=[r.id]) if notes and not r.restored_at else None,
                note=lambda r: r.next_step,
            ),
            Column("state", _("Keadaan"), _line_state, kind="state"),
        ),
        order="name",
        ties=("id",),
        filters=(),
        search=("enrolment__person__name", "receiver__name", "note"),
        search_label=_("Nama peserta atau catatan"),
        enrich=_tell_lines,
    )  # fmt: skip


def _line_state(line: HandoverLine) -> tuple[State, str]:
    if line.restored_at:
        return State.NONE, _now("Dikembalikan")
    if line.kept:
        return State.WATCH, _now("Tetap: %(why)s") % {"why": line.get_kept_display()}
    return State.GOOD, _now("Diserahkan")


def _tell_lines(rows: list[Any]) -> None:
    called, promised = names({r.region for r in rows}), promises(rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.next_step = promised.get(row.enrolment_id, "")
