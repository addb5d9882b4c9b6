import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.fields import day_field
from dampingi.records.handovers.intake import EVEN, NEAR, Asked
from dampingi.records.handovers.models import Why
from dampingi.records.programmes.models import Exit, Mentor
from dampingi.records.programmes.posts import LEVELS

NOTED = 40
"""Up to so many participants are listed with a note of their own."""

WAYS = (
    (EVEN, _("Rata menurut dampingan sekarang")),
    (NEAR, _("Juga menurut jarak, bidang yang dibutuhkan, dan yang sudah kenal")),
)


class HandoverForm(forms.Form):
    """`participants` (id, name) get a note of their own; `count` is what the person saw and agreed to;
    `unready` (name, why) are those whose appointment does not count yet."""

    receivers = forms.MultipleChoiceField(
        label=_("Diserahkan kepada"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pilih beberapa bila dibagi: peserta dibagi rata menurut dampingan yang sekarang."),
        error_messages={"required": _("Pilih pendamping yang menerima.")},
    )
    way = forms.ChoiceField(
        label=_("Cara membagi"), choices=WAYS, initial=EVEN, widget=forms.RadioSelect, required=False,
        help_text=_("Permintaan pendamping perempuan selalu diikuti."),
    )  # fmt: skip
    on = day_field(
        _("Mulai tanggal"), help_text=_("Hari terakhir pendamping lama dan hari pertama yang baru.")
    )
    why = forms.ChoiceField(label=_("Sebab"), choices=Why.choices)
    note = forms.CharField(
        label=_("Catatan serah terima untuk semua"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Apa yang perlu diketahui pendamping yang baru."),
    )  # fmt: skip
    count = forms.IntegerField(widget=forms.HiddenInput)
    handover = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, receivers: Sequence[Mentor], loads: Mapping[Mentor, int],
        participants: Sequence[tuple[uuid.UUID, str]] = (), unready: Sequence[tuple[str, str]] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["receivers"].choices = [(str(m.id), _offered(m, loads.get(m, 0))) for m in receivers]
        self.unready = unready
        self.noted = [id for id, _name in participants]
        for id, name in participants:
            self.fields[f"note-{id}"] = forms.CharField(
                label=name, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def notes(self) -> list[forms.BoundField]:
        return [self[f"note-{id}"] for id in self.noted]

    def asked(self, enrolments: tuple[uuid.UUID, ...]) -> Asked:
        told = self.cleaned_data
        return Asked(
            told["handover"], enrolments, tuple(uuid.UUID(r) for r in told["receivers"]), told["on"], told["why"],
            told["note"], {id: told[f"note-{id}"] for id in self.noted if told[f"note-{id}"].strip()}, told["way"] or EVEN,
            told["seen"],
        )  # fmt: skip


def _offered(mentor: Mentor, load: int) -> str:
    return _("%(name)s, %(level)s %(place)s, sekarang %(load)s peserta") % {
        "name": mentor.name,
        "level": LEVELS.get(mentor.level, mentor.level),
        "place": mentor.place,
        "load": formats.number(load),
    }


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan membatalkan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis alasan membatalkan serah terima.")},
    )  # fmt: skip


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan serah terima"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ExitForm(forms.Form):
    kind = forms.ChoiceField(label=_("Sebab"), choices=Exit.choices)
    on = day_field(_("Hari terakhir bertugas"))
    reason = forms.CharField(
        label=_("Keterangan"), max_length=120, help_text=_("Satu kalimat; dibaca dalam evaluasi."),
        error_messages={"required": _("Tulis alasan pendamping berhenti.")},
    )  # fmt: skip

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> datetime.date:
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("Tanggal itu belum tiba. Isi tanggal hari ini atau sebelumnya."))
        return self.cleaned_data["on"]
