import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.codes import zone
from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import day_field
from dampingi.records.calendars.checking import Outside
from dampingi.records.calendars.queries import in_the_way, kept
from dampingi.records.calendars.spans import Kept
from dampingi.records.meetings.actions.roadshows import Stop
from dampingi.records.meetings.models import Answer, Kind, Room
from dampingi.records.meetings.queries.people import Group


def _indented(region: Region) -> str:
    return "\u2003" * max(0, region.code.count(".") - 1) + region.name


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _minutes() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Lama (menit)"), min_value=5, max_value=720, widget=forms.NumberInput(attrs={"step": 15})
    )


def _crowded() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan memakai ruang yang lebih kecil dari jumlah undangan"), max_length=300, required=False
    )


def _rooms(rooms: Iterable[Room]) -> list[tuple[str, str]]:
    told = [
        (str(r.id), _("%(name)s (%(capacity)d orang)") % {"name": r.name, "capacity": r.capacity})
        for r in rooms
    ]
    return [("", str(_("Tempat lain atau daring"))), *told]


class WhomForm(forms.Form):
    """Whom to ask: groups, and single people."""

    must_groups = forms.MultipleChoiceField(
        label=_("Wajib hadir"), required=False, widget=forms.CheckboxSelectMultiple
    )
    should_groups = forms.MultipleChoiceField(
        label=_("Diharapkan hadir"), required=False, widget=forms.CheckboxSelectMultiple
    )
    must = forms.MultipleChoiceField(
        label=_("Orang tertentu yang wajib hadir"), required=False, widget=forms.CheckboxSelectMultiple
    )
    should = forms.MultipleChoiceField(
        label=_("Orang tertentu yang diharapkan hadir"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, groups: Sequence[Group], people: dict[uuid.UUID, Any]) -> None:
        self.groups = {g.code: g for g in groups}
        told = [
            (g.code, _("%(name)s (%(count)d orang)") % {"name": g.name, "count": len(g.users)})
            for g in groups
        ]
        named = [(str(id), user.name) for id, user in people.items()]
        for field, options in (
            ("must_groups", told),
            ("should_groups", told),
            ("must", named),
            ("should", named),
        ):
            self.fields[field].choices = options  # type: ignore[attr-defined]

    def whom(self) -> dict[str, set[uuid.UUID]]:
        """Who must come and who is welcome. One named alone stands above their group."""
        said = self.cleaned_data
        must, should = ({uuid.UUID(u) for u in said[name]} for name in ("must", "should"))
        group_must, group_should = (
            {u for code in said[name] for u in self.groups[code].users}
            for name in ("must_groups", "should_groups")
        )
        must |= group_must - should
        return {"must": must, "should": (should | group_should) - must}


class MeetingForm(Outside, WhomForm):
    title = forms.CharField(label=_("Judul"), max_length=150)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Kind.choices)
    region = forms.ChoiceField(
        label=_("Wilayah"), help_text=_("Yang bertugas di wilayah ini dapat diundang.")
    )
    on = day_field(_("Tanggal"))
    starts = _clock(_("Mulai"))
    minutes = _minutes()
    room = forms.ChoiceField(label=_("Ruang"), required=False)
    place = forms.CharField(label=_("Tempat lain"), max_length=200, required=False)
    online = forms.URLField(
        label=_("Tautan rapat daring"), max_length=300, required=False, assume_scheme="https"
    )
    about = forms.CharField(
        label=_("Yang dibahas"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    crowded_reason = _crowded()

    def __init__(self, *args, regions: Sequence[Region], rooms: Sequence[Room], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {str(r.id): r for r in rooms}
        self.fields["region"].choices = [(r.code, _indented(r)) for r in regions]  # type: ignore[attr-defined]
        self.fields["room"].choices = _rooms(rooms)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"region", "on", "starts", "minutes"} <= said.keys():
            self.look(on_the_day(said["region"], said["on"], said["starts"], said["minutes"]))
        return said

    def asked(self) -> dict[str, Any]:
        """What `call_meeting` takes."""
        said = self.cleaned_data
        kept = ("title", "kind", "region", "minutes", "place", "online", "about", "crowded_reason")
        there = zone(said["region"])
        starts_at = datetime.datetime.combine(said["on"], said["starts"], there)
        return (
            {k: said[k] for k in kept}
            | {"starts_at": starts_at, "room": self.rooms.get(said["room"])}
            | self.whom()
        )


class MovingForm(Outside):
    on = day_field(_("Tanggal"))
    starts = _clock(_("Mulai"))
    minutes = _minutes()
    room = forms.ChoiceField(label=_("Ruang"), required=False)
    place = forms.CharField(label=_("Tempat lain"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Alasan dipindah"), max_length=300, help_text=_("Semua yang diundang membacanya.")
    )
    crowded_reason = _crowded()

    def __init__(self, *args, region: str, rooms: Sequence[Room], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.region, self.zone, self.rooms = region, zone(region), {str(r.id): r for r in rooms}
        self.fields["room"].choices = _rooms(rooms)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"on", "starts", "minutes"} <= said.keys():
            self.look(on_the_day(self.region, said["on"], said["starts"], said["minutes"]))
        return said

    def asked(self) -> dict[str, Any]:
        said = self.cleaned_data
        starts_at = datetime.datetime.combine(said["on"], said["starts"], self.zone)
        kept = {k: said[k] for k in ("minutes", "place", "reason", "crowded_reason")}
        return kept | {"starts_at": starts_at, "room": self.rooms.get(said["room"])}


class InvitingForm(WhomForm):
    crowded_reason = _crowded()


class AnswerForm(forms.Form):
    said = forms.ChoiceField(label=_("Jawaban Anda"), choices=Answer.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, help_text=_("Diisi bila mungkin atau tidak dapat hadir."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class RoomForm(forms.Form):
    name = forms.CharField(label=_("Nama ruang"), max_length=120)
    place = forms.CharField(label=_("Gedung, alamat"), max_length=200, required=False)
    capacity = forms.IntegerField(label=_("Kapasitas (orang)"), min_value=1, max_value=20_000)


class NewRoomForm(RoomForm):
    region = forms.ChoiceField(label=_("Milik wilayah"))

    def __init__(self, *args, regions: Sequence[Region], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [(r.code, _indented(r)) for r in regions]  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    discussion = forms.CharField(
        label=_("Pembahasan"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    decisions = forms.CharField(
        label=_("Keputusan"), required=False, max_length=20_000, help_text=_("Satu keputusan satu baris."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class ItemForm(forms.Form):
    text = forms.CharField(label=_("Yang dikerjakan"), max_length=300)
    owner = forms.TypedChoiceField(label=_("Oleh"), coerce=uuid.UUID)
    due_on = day_field(_("Batas waktu"))

    def __init__(self, *args, people: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = people  # type: ignore[attr-defined]


class RoadShowForm(Outside):
    """One line for each kecamatan, with a proposed day; an empty day leaves it out."""

    name = forms.CharField(label=_("Nama rangkaian"), max_length=120)
    starts = _clock(_("Mulai"))
    minutes = _minutes()

    def __init__(self, *args, kecamatan: Sequence[Region], today: datetime.date, **kwargs) -> None:
        first = {
            "name": _now("Kunjungan kecamatan %(year)d") % {"year": today.year},
            "starts": "09:00",
            "minutes": 150,
        }
        super().__init__(*args, initial=first, **kwargs)
        self.kecamatan = list(kecamatan)
        first_day = today + datetime.timedelta(days=7)
        for region, day in zip(self.kecamatan, working_days(self.kecamatan, first_day), strict=False):
            told = _now("Tempat di %(name)s") % {"name": region.name}
            self.fields[f"on_{region.code}"] = day_field(region.name, required=False, initial=day)
            self.fields[f"place_{region.code}"] = forms.CharField(
                label=told,
                max_length=200,
                required=False,
                initial=_now("Kantor Kecamatan %(name)s") % {"name": region.name},
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"starts", "minutes"} <= said.keys():
            days = [(r.code, said.get(f"on_{r.code}")) for r in self.kecamatan]
            self.look(
                k for code, on in days if on for k in on_the_day(code, on, said["starts"], said["minutes"])
            )
        return said

    def lines(self) -> list[tuple[Any, Any]]:
        return [(self[f"on_{r.code}"], self[f"place_{r.code}"]) for r in self.kecamatan]

    def stops(
        self, people: Callable[[str, datetime.date], frozenset[uuid.UUID]], host: uuid.UUID | None
    ) -> list[Stop]:
        """Whoever calls it must come; who works there is welcome."""
        said = self.cleaned_data
        must = frozenset({host} - {None})
        return [
            Stop(
                r.code,
                datetime.datetime.combine(said[f"on_{r.code}"], said["starts"], zone(r.code)),
                said[f"place_{r.code}"],
                must,
                people(r.code, said[f"on_{r.code}"]) - must,
            )
            for r in self.kecamatan
            if said.get(f"on_{r.code}")
        ]


def on_the_day(region: str, on: datetime.date, starts: datetime.time, minutes: int) -> list[Kept]:
    return in_the_way(region, datetime.datetime.combine(on, starts, zone(region)), minutes)


def working_days(kecamatan: Sequence[Region], first: datetime.date) -> Iterator[datetime.date]:
    """From that day on, Monday to Friday, without the days on which the first of them is closed."""
    until = first + datetime.timedelta(days=14 + 3 * len(kecamatan))
    closed = (
        {k.day for k in kept(kecamatan[0].code, first, until) if k.closed and k.whole_day}
        if kecamatan
        else set()
    )
    day = first
    while True:
        if day.weekday() < 5 and day not in closed:
            yield day
        day += datetime.timedelta(days=1)
