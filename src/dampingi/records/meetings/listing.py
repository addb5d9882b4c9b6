"""The lists of meetings, of who is asked to one, and of rooms."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.meetings.models import Answer, Kind
from dampingi.records.meetings.wording import clock, local_day

WHEN = (("nanti", _("Mendatang")), ("lalu", _("Sudah lewat")), ("batal", _("Dibatalkan")))
ANSWERS = (*Answer.choices, ("belum", _("Belum menjawab")))
ASKED = (("wajib", _("Wajib hadir")), ("diharapkan", _("Diharapkan hadir")))
ROOMS = (("dipakai", _("Dipakai")), ("arsip", _("Diarsipkan")))


def meetings_list(now: datetime.datetime) -> ListOf:
    return ListOf(
        name="pertemuan",
        noun=_("pertemuan"),
        columns=MEETINGS,
        order="-when",
        ties=("title", "id"),
        filters=(
            Filter("waktu", _("Waktu"), lambda: WHEN, lambda found, v: _when(found, v, now)),
            Filter("jenis", _("Jenis"), lambda: Kind.choices, field="kind"),
        ),
        search=("title", "place", "room__name"),
        search_label=_("Judul, tempat"),
        enrich=lambda rows: _tell_meetings(rows, now),
    )


def invitees_list(managed: bool) -> ListOf:
    return ListOf(
        name="undangan",
        noun=_("undangan"),
        columns=_invitees(managed),
        order="name",
        ties=("id",),
        filters=(
            Filter("jawaban", _("Jawaban"), lambda: ANSWERS, lambda found, v: found.filter(answer="" if v == "belum" else v)),
            Filter("undangan", _("Undangan"), lambda: ASKED, lambda found, v: found.filter(required=v == "wajib")),
        ),
        search=("user__name",),
        search_label=_("Nama"),
    )  # fmt: skip


def rooms_list() -> ListOf:
    return ListOf(
        name="ruang-rapat",
        noun=_("ruang"),
        columns=ROOM_COLUMNS,
        order="name",
        ties=("region", "id"),
        filters=(Filter("keadaan", _("Keadaan"), lambda: ROOMS, lambda found, v: found.filter(archived_at__isnull=v == "dipakai")),),
        search=("name", "place"),
        search_label=_("Nama ruang, alamat"),
        enrich=_name_regions,
    )  # fmt: skip


def standing(meeting: Any, now: datetime.datetime) -> tuple[State, str]:
    if meeting.cancelled_at:
        return State.NONE, _now("Dibatalkan")
    if meeting.ends_at <= now:
        return State.NONE, _now("Selesai")
    if meeting.starts_at <= now:
        return State.WATCH, _now("Berlangsung")
    return State.GOOD, _now("Mendatang")


ANSWERED = {Answer.YES: State.GOOD, Answer.MAYBE: State.WATCH, Answer.NO: State.LATE, "": State.NONE}


def _said(invitee: Any) -> tuple[State, str]:
    return ANSWERED[invitee.answer], invitee.get_answer_display() if invitee.answer else _now(
        "Belum menjawab"
    )


MEETINGS = (
    Column("when", _("Hari"), local_day, kind="day", sort=("starts_at",), note=clock),
    Column("title", _("Pertemuan"), sort=("title",), href=lambda m: reverse("meeting", args=[m.id]), note=lambda m: m.get_kind_display()),
    Column("place", _("Tempat"), lambda m: m.where, note=lambda m: m.region_name),
    Column("answers", _("Jawaban"), lambda m: _now("%(yes)s hadir dari %(all)s") % {"yes": number(m.yes), "all": number(m.asked)},
           note=lambda m: _now("%(n)s belum menjawab") % {"n": number(m.silent)} if m.silent else ""),
    Column("state", _("Keadaan"), "standing", kind="state"),
)  # fmt: skip


def _invitees(managed: bool) -> tuple[Column, ...]:
    href = (lambda i: reverse("meeting_invitee", args=[i.id])) if managed else None
    return (
        Column("name", _("Nama"), "user.name", sort=("user__name",), href=href),
        Column("required", _("Undangan"), lambda i: _now("Wajib hadir") if i.required else _now("Diharapkan hadir"), sort=("required",)),
        Column("answer", _("Jawaban"), _said, "state", sort=("answer",), note=lambda i: i.reason),
        Column("answered", _("Dijawab"), "answered_at", kind="moment", sort=("answered_at",)),
    )  # fmt: skip


ROOM_COLUMNS = (
    Column("name", _("Ruang"), sort=("name",), href=lambda r: reverse("meeting_room", args=[r.id]), note=lambda r: r.place),
    Column("capacity", _("Kapasitas"), kind="number", sort=("capacity",)),
    Column("region", _("Milik"), "region_name", sort=("region",)),
    Column("state", _("Keadaan"), lambda r: (State.NONE, _now("Diarsipkan")) if r.archived_at else (State.GOOD, _now("Dipakai")), "state"),
)  # fmt: skip


def _when(found: Any, value: str, now: datetime.datetime) -> Any:
    if value == "batal":
        return found.exclude(cancelled_at=None)
    kept = found.filter(cancelled_at=None)
    return kept.filter(ends_at__gt=now) if value == "nanti" else kept.filter(ends_at__lte=now)


def _tell_meetings(rows: list[Any], now: datetime.datetime) -> None:
    _name_regions(rows)
    for row in rows:
        row.standing = standing(row, now)


def _name_regions(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)


ITEM_STATES = (("terbuka", _("Belum selesai")), ("lewat", _("Lewat batas waktu")), ("selesai", _("Selesai")))


def items_list(today: datetime.date) -> ListOf:
    return ListOf(
        name="tindak-lanjut",
        noun=_("tindak lanjut"),
        columns=_items(today),
        order="due",
        ties=("id",),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: ITEM_STATES, lambda found, v: _items_in(found, v, today)),
        ),
        search=("text", "owner__name", "meeting__title"),
        search_label=_("Isi, orang, pertemuan"),
    )


def _items(today: datetime.date) -> tuple[Column, ...]:
    return (
        Column("text", _("Tindak lanjut"), href=lambda i: reverse("action_item", args=[i.id]), note=lambda i: i.note),
        Column("owner", _("Oleh"), "owner.name", sort=("owner__name",)),
        Column("meeting", _("Pertemuan"), "meeting.title", sort=("meeting__starts_at",), href=lambda i: reverse("meeting_minutes", args=[i.meeting_id])),
        Column("due", _("Batas waktu"), "due_on", kind="day", sort=("due_on",)),
        Column("state", _("Keadaan"), lambda i: item_state(i, today), "state"),
    )  # fmt: skip


def item_state(item: Any, today: datetime.date) -> tuple[State, str]:
    if item.done_at:
        return State.GOOD, _now("Selesai")
    return (
        (State.LATE, _now("Lewat batas waktu"))
        if item.due_on < today
        else (State.WATCH, _now("Belum selesai"))
    )


def _items_in(found: Any, value: str, today: datetime.date) -> Any:
    if value == "selesai":
        return found.exclude(done_at=None)
    found = found.filter(done_at=None)
    return found.filter(due_on__lt=today) if value == "lewat" else found
