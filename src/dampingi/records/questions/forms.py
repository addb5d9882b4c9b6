import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import Files, FilesField
from dampingi.records.programmes.models import Enrolment
from dampingi.records.questions.intake import QuestionIntake
from dampingi.records.questions.models import Channel
from dampingi.records.questions.queries import Candidate

OFFICE = "dinas"


def _words(label: Any, rows: int = 5, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        **more,
    )


def _fields() -> list[tuple[str, Any]]:
    return [("", _("Belum tahu")), *choices("constraint_fields").items()]


class AskForm(forms.Form):
    """`id` is made when the form is first shown and kept with its draft: sending twice is safe."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("Disampaikan lewat"),
        choices=[c for c in Channel.choices if c[0] != Channel.ONLINE],
        widget=forms.RadioSelect,
    )
    text = _words(
        _("Pertanyaannya"),
        required=False,
        help_text=_(
            "Satu pertanyaan, dengan angka dan contohnya bila ada. Jangan tulis NIK atau kata sandi."
        ),
    )
    topic = forms.ChoiceField(label=_("Tentang bidang apa?"), required=False, choices=_fields)
    photos = FilesField(
        label=_("Foto"), required=False, widget=Files(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Paling banyak 3, masing-masing 12 MB."),
    )  # fmt: skip
    voice = forms.FileField(
        label=_("Pesan suara"), required=False, widget=forms.FileInput(attrs={"accept": "audio/*"}),
        help_text=_("Rekaman dari telepon, paling besar 8 MB. Boleh sebagai ganti tulisan."),
    )  # fmt: skip

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["channel"]

    def intake(self, enrolment: Enrolment) -> QuestionIntake:
        said = self.cleaned_data
        return QuestionIntake(
            enrolment.id, said["text"], said["topic"], said.get("channel", Channel.ONLINE),
            tuple(f.read() for f in said["photos"]), said["voice"].read() if said["voice"] else b"", said["id"],
        )  # fmt: skip


class MoreForm(forms.Form):
    text = _words(_("Keterangan tambahan"), 4)


class AnswerForm(forms.Form):
    AS = (("answer", _("Jawaban")), ("back", _("Pertanyaan balik: ada yang perlu diketahui dahulu")))

    kind = forms.ChoiceField(label=_("Ini"), choices=AS, widget=forms.RadioSelect, initial="answer")
    text = _words(
        _("Isi"), 7, help_text=_("Dibaca penanya di teleponnya. Tulis langkah yang dapat dikerjakan.")
    )


class DirectForm(forms.Form):
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("Dijawab oleh"), widget=forms.RadioSelect)
    field = forms.ChoiceField(label=_("Bidang"), required=False, choices=_fields)
    reason = forms.CharField(
        label=_("Alasan meneruskan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], handed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(str(c.mentor.id), _told(c)) for c in candidates]
        self.fields["to"].choices = told + ([(OFFICE, _("Dikembalikan kepada dinas"))] if handed else [])  # type: ignore[attr-defined]
        if not handed:
            del self.fields["reason"]

    def said(self) -> dict[str, Any]:
        found = self.cleaned_data
        to = None if found["to"] == OFFICE else uuid.UUID(found["to"])
        return {"to": to, "seen": found["seen"], "field": found["field"], "reason": found.get("reason", "")}


def _told(candidate: Candidate) -> str:
    words = _("%(name)s: %(why)s, %(n)d pertanyaan menunggu jawabannya")
    return words % {"name": candidate.mentor.name, "why": candidate.why, "n": candidate.waiting}


class PromiseForm(forms.Form):
    answer_days = forms.IntegerField(
        label=_("Dijawab dalam berapa hari"), min_value=1, max_value=180, initial=3
    )
    resolve_days = forms.IntegerField(
        label=_("Selesai dalam berapa hari"), min_value=1, max_value=180, initial=14
    )
    silence_days = forms.IntegerField(
        label=_("Dianggap selesai bila berapa hari tidak ada tanggapan"),
        min_value=1,
        max_value=180,
        initial=14,
    )
    reason = forms.CharField(label=_("Mengapa"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
