import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import count_field, day_field
from dampingi.foundation.ui.formats import day
from dampingi.insight.evaluation.models import Evaluation, PanelMember
from dampingi.insight.hearings.clock import clock, minute_of
from dampingi.insight.hearings.intake import EventIntake
from dampingi.insight.hearings.models import Event, Remark, Talk
from dampingi.insight.hearings.words import topics


class HourField(forms.CharField):
    """9.00, 09:00 or 9, as minutes of the day."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            max_length=5,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "09.00"}),
            **more,
        )

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        found = minute_of(text)
        if found is None:
            raise forms.ValidationError(gettext("Tulis jamnya, misalnya 09.00."))
        return found


class EventForm(forms.Form):
    name = forms.CharField(label=_("Nama acara"), max_length=120)
    evaluations = forms.MultipleChoiceField(
        label=_("Yang presentasi"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Beberapa tingkat dapat presentasi bersamaan di ruang yang berbeda."),
    )  # fmt: skip
    first = day_field(_("Hari pertama"))
    days = forms.IntegerField(
        label=_("Berapa hari kerja"), initial=2, min_value=1, max_value=14, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )  # fmt: skip
    starts = HourField(label=_("Mulai pukul"), initial="08.30")
    ends = HourField(label=_("Sampai pukul"), initial="15.30")
    rests = HourField(label=_("Istirahat mulai"), initial="12.00", required=False)
    resumes = HourField(label=_("Istirahat sampai"), initial="13.00", required=False)
    minutes = count_field(_("Menit tiap presentasi, dengan tanya jawabnya"), initial=20)
    rooms = forms.CharField(
        label=_("Ruang"), widget=forms.Textarea(attrs={"rows": 3}), max_length=600, initial="Ruang 1\nRuang 2",
        help_text=_("Satu nama satu baris. Presentasi berjalan bersamaan di semuanya."),
    )  # fmt: skip
    least = count_field(_("Penilai di depan tiap pendamping, sedikitnya"), initial=3)

    def __init__(self, *args: Any, evaluations: Iterable[Evaluation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evaluations"].choices = [
            (str(e.id), f"{e.instrument.name}, {e.programme.name} ({day(e.ends_on)})") for e in evaluations
        ]

    def intake(self) -> EventIntake:
        told = self.cleaned_data
        rest = (
            ((told["rests"], told["resumes"]),)
            if told["rests"] is not None and told["resumes"] is not None
            else ()
        )
        return EventIntake(
            told["name"], tuple(uuid.UUID(v) for v in told["evaluations"]), _working_days(told["first"], told["days"]),
            told["starts"], told["ends"], rest, told["minutes"],
            tuple(line.strip()[:60] for line in told["rooms"].splitlines() if line.strip()), told["least"],
        )  # fmt: skip


def _working_days(first: datetime.date, number: int) -> tuple[datetime.date, ...]:
    found, each = [], first
    while len(found) < number:
        if each.weekday() < 5:
            found.append(each)
        each += datetime.timedelta(days=1)
    return tuple(found)


class MoveForm(forms.Form):
    place = forms.ChoiceField(
        label=_("Hari, jam, dan ruang"),
        help_text=_("Bila sudah ada yang presentasi di situ, keduanya bertukar tempat."),
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        slots: Iterable[Any],
        taken: Mapping[tuple, str],
        talk: Talk,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [
            (f"{s.day}/{s.minute}/{room}", _place(event, s, room, taken))
            for s in slots
            for room in range(len(event.rooms))
        ]
        self.fields["place"].initial = f"{talk.on.isoformat()}/{talk.minute}/{talk.room}"

    def chosen(self) -> tuple[datetime.date, int, int]:
        on, minute, room = self.cleaned_data["place"].split("/")
        return datetime.date.fromisoformat(on), int(minute), int(room)


def _place(event: Event, slot: Any, room: int, taken: Mapping[tuple, str]) -> str:
    on = datetime.date.fromisoformat(slot.day)
    who = taken.get((on, slot.minute, room))
    where = f"{day(on)}, {clock(slot.minute)}, {event.rooms[room]}"
    return f"{where}: {who}" if who else where


class SeatsForm(forms.Form):
    raters = forms.MultipleChoiceField(
        label=_("Yang menilai"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, people: Iterable[User], now: Iterable[uuid.UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raters"].choices = [(str(u.id), u.name) for u in people]
        self.fields["raters"].initial = [str(u) for u in now]

    def users(self) -> set[uuid.UUID]:
        return {uuid.UUID(v) for v in self.cleaned_data["raters"]}


class AnnounceForm(forms.Form):
    why = forms.CharField(label=_("Mengapa tetap diumumkan"), required=False, max_length=300)


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Jawabannya"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class RemarkForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Catatan apa"), choices=Remark.Kind.choices)
    code = forms.ChoiceField(label=_("Tentang"))
    text = forms.CharField(label=_("Catatan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(topics().items())
        self.fields["id"].initial = new_id


class SettleForm(forms.Form):
    state = forms.ChoiceField(label=_("Kehadiran pendamping"), widget=forms.RadioSelect)
    present = forms.MultipleChoiceField(
        label=_("Penilai yang hadir"), widget=forms.CheckboxSelectMultiple, required=False
    )
    why = forms.CharField(label=_("Bila tidak hadir, sebabnya"), required=False, max_length=300)

    def __init__(self, *args: Any, talk: Talk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = list(talk.seats.all())  # type: ignore[attr-defined]
        self.fields["state"].choices = [c for c in Talk.State.choices if c[0] != Talk.State.PLANNED]
        self.fields["state"].initial = talk.state if talk.state != Talk.State.PLANNED else Talk.State.HELD
        self.fields["present"].choices = [(str(s.user_id), s.user.name) for s in seats]
        self.fields["present"].initial = [str(s.user_id) for s in seats if s.present is not False]
        self.fields["why"].initial = talk.why

    def users(self) -> set[uuid.UUID]:
        return {uuid.UUID(v) for v in self.cleaned_data["present"]}


class MemberForm(forms.Form):
    user = forms.ChoiceField(label=_("Orang"))
    agency = forms.CharField(
        label=_("Instansi"), max_length=120, help_text=_("Misalnya Bappeda, DP3AP2KB, atau Inspektorat.")
    )
    mandate = forms.ChoiceField(
        label=_("Mandat"), choices=PanelMember.Mandate.choices, widget=forms.RadioSelect,
        help_text=_("Inspektorat biasanya mengamati, supaya dapat memeriksa sesudahnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(u.id): u for u in people}
        self.fields["user"].choices = [("", gettext("Pilih")), *((k, u.name) for k, u in self.people.items())]

    def chosen(self) -> User:
        return self.people[self.cleaned_data["user"]]


class SubstituteForm(forms.Form):
    user = forms.ChoiceField(
        label=_("Pengganti"), required=False, help_text=_("Kosongkan bila tidak ada yang menggantikan.")
    )
    agency = forms.CharField(label=_("Instansi pengganti"), max_length=120, required=False)
    why = forms.CharField(label=_("Sebab berakhir"), max_length=300)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(u.id): u for u in people}
        self.fields["user"].choices = [
            ("", gettext("Tanpa pengganti")),
            *((k, u.name) for k, u in self.people.items()),
        ]

    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["user"])
