import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui.fields import Files, FilesField, count_field
from dampingi.insight.evaluation.intake import (
    CorrectionIntake,
    CountCorrection,
    DocumentIntake,
    ObjectionIntake,
    RatingIntake,
    SetAside,
    ValueCorrection,
)
from dampingi.insight.evaluation.models import LEVEL_NAMES, Objection, RaterAssignment, Rating
from dampingi.insight.evaluation.objecting import YES_NO, value_words


class CreateForm(forms.Form):
    programme = forms.ChoiceField(label=_("Program"))
    level = forms.ChoiceField(label=_("Tingkat pendamping"), choices=list(LEVEL_NAMES.items()))
    region = forms.ChoiceField(
        label=_("Wilayah atau pusat layanan"),
        help_text=_(
            "Konsultan dinilai pusat demi pusat; pendamping lain seluruhnya di wilayah ini. Penetapannya tetap pada wilayah program."
        ),
        required=False,
    )
    ends_on = forms.DateField(
        label=_("Bukti dihitung sampai"),
        help_text=_("Yang terjadi sesudah hari ini tidak ikut dinilai."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, programmes: Sequence[Any], places: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["programme"].choices = [(p.code, p.name) for p in programmes]
        self.fields["region"].choices = list(places.items())

    @property
    def asks_where(self) -> bool:
        return len(self.places) > 1

    def where(self, programme: Any) -> str:
        """What was chosen, else the widest of the places inside the programme."""
        inner = (code for code in self.places if contains(programme.region, code))
        return self.cleaned_data["region"] or next(inner, programme.region)


class PanelForm(forms.Form):
    raters = forms.MultipleChoiceField(
        label=_("Anggota tim penilai"),
        help_text=_(
            "Masing-masing menilai semua pendamping, sendiri-sendiri, tanpa melihat nilai anggota lain."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(p.id): p for p in people}
        self.fields["raters"].choices = [(key, p.name) for key, p in self.people.items()]

    @property
    def chosen(self) -> list[User]:
        return [self.people[key] for key in self.cleaned_data["raters"]]


class InterestsForm(forms.Form):
    """Which mentors one knows too well, and how."""

    def __init__(self, *args: Any, assignments: Sequence[RaterAssignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for a in assignments:
            self.fields[f"s-{a.subject_id}"] = forms.CharField(
                label=a.subject.name,
                required=False,
                max_length=300,
                initial=a.conflict,
                widget=forms.TextInput(attrs={"placeholder": _("hubungan Anda, bila ada")}),
            )

    @property
    def conflicts(self) -> dict[uuid.UUID, str]:
        return {uuid.UUID(name[2:]): text for name, text in self.cleaned_data.items() if text.strip()}


class SheetForm(forms.Form):
    """A level and a remark for each criterion of the panel."""

    def __init__(
        self, *args: Any, criteria: Sequence[Mapping[str, Any]], own: Mapping[str, Rating], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for c in criteria:
            given = own.get(c["key"])
            self.fields[c["key"]] = forms.TypedChoiceField(
                label=c["name"],
                help_text=c["says"],
                coerce=int,
                choices=[(n, f"{n}. {text}") for n, text in c["scale"]],
                widget=forms.RadioSelect,
                initial=given.level if given else None,
                error_messages={"required": _("Pilih satu tingkat untuk kriteria ini.")},
            )
            self.fields[f"{c['key']}-note"] = forms.CharField(
                label=_("Catatan"),
                required=False,
                max_length=1000,
                initial=given.comment if given else "",
                widget=forms.Textarea(attrs={"rows": 2, "class": "rating-note"}),
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[c["key"]], self[f"{c['key']}-note"]) for c in self.criteria]

    def rows(self, subject: uuid.UUID) -> list[RatingIntake]:
        told = self.cleaned_data
        return [
            RatingIntake(subject, c["key"], told[c["key"]], told[f"{c['key']}-note"]) for c in self.criteria
        ]


class DocumentForm(forms.Form):
    """One paper of one mentor: is it there, what was seen, and a copy."""

    present = forms.ChoiceField(
        label=_("Dokumennya ada?"), choices=[("1", _("Ada")), ("0", _("Tidak ada"))], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000,
        help_text=_("Nomor dan tanggalnya, atau di mana aslinya disimpan."),
    )  # fmt: skip
    copy = forms.FileField(
        label=_("Salinan (foto atau PDF)"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf"}),
    )  # fmt: skip

    def __init__(self, *args: Any, criterion: Mapping[str, Any], held: Any = None, **kwargs: Any) -> None:
        first = {"present": "01"[held.present], "note": held.note} if held else {}
        super().__init__(*args, prefix=criterion["key"], initial=first, **kwargs)
        self.criterion, self.held = criterion, held
        self.fields["present"].required = False

    def intake(self) -> DocumentIntake | None:
        """None while nobody has said whether it is there."""
        told = self.cleaned_data
        if not told["present"]:
            return None
        copy = told["copy"].read() if told["copy"] else b""
        return DocumentIntake(self.criterion["key"], told["present"] == "1", told["note"], copy)


class PaperForm(forms.Form):
    """A paper sheet as it is read: one level for each criterion; `only` those named."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Mapping[str, Any]],
        only: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for c in criteria:
            if only is None or c["key"] in only:
                self.fields[c["key"]] = forms.TypedChoiceField(
                    label=c["name"], coerce=int, choices=[(n, str(n)) for n, _text in c["scale"]], widget=forms.RadioSelect,
                    error_messages={"required": _("Pilih satu tingkat untuk kriteria ini.")},
                )  # fmt: skip
        if only is not None:
            self.fields["why"] = forms.CharField(label=_("Apa yang terbaca pada kertasnya"), max_length=300)

    def levels(self) -> dict[str, int]:
        return {k: v for k, v in self.cleaned_data.items() if k != "why"}


class ObjectionForm(forms.Form):
    """`id` is made when the form is first shown: sending is safe twice. `evidence` comes from the row that was pointed at."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    evidence = forms.UUIDField(required=False, widget=forms.HiddenInput)
    part = forms.ChoiceField(label=_("Bagian yang Anda sanggah"), required=False)
    text = forms.CharField(
        label=_("Apa yang keliru, dan apa buktinya?"),
        help_text=_("Sebutkan angkanya, tanggalnya, dan di mana buktinya."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    proofs = FilesField(
        label=_("Foto atau PDF bukti"),
        required=False,
        widget=Files(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf"}),
        help_text=_("Paling banyak 5. Hanya Anda, dinas, dan Inspektorat yang dapat membukanya."),
    )

    def __init__(self, *args: Any, criteria: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [
            ("", _("Hasil secara keseluruhan")),
            *((c["key"], c["name"]) for c in criteria),
        ]

    def intake(self) -> ObjectionIntake:
        told = self.cleaned_data
        proofs = tuple(each.read() for each in told["proofs"])
        return ObjectionIntake(told["text"], told["part"], told["evidence"], proofs, told["id"])


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Jawaban"), choices=Objection.Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca pendamping dan Inspektorat, dan tetap tersimpan."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CorrectionForm(forms.Form):
    """One frozen row as it counts now, and what should count instead. Untouched, it says nothing."""

    aside = forms.BooleanField(label=_("Tidak ikut dihitung"), required=False)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if row.kind == "count":
            self.fields["done"] = count_field(_("Dilakukan"), required=False, initial=row.done)
            self.fields["due"] = count_field(_("Jatuh tempo"), required=False, initial=row.due)
        for key, name, value in row.values:
            self.fields[f"v-{key}"] = forms.ChoiceField(
                label=name,
                required=False,
                initial=_choice(value),
                choices=[("1.0", _("ya")), ("0.0", _("tidak")), ("", _("belum diketahui"))]
                if key in YES_NO
                else [(_choice(value), value_words(key, value))],
            )

    def corrections(self) -> list[CorrectionIntake]:
        told, row = self.cleaned_data, self.row
        if told["aside"]:
            return [SetAside(row.kind, row.key)]
        if row.kind == "count" and self._changed("done", "due"):
            done, due = (told[k] if told[k] is not None else getattr(row, k) for k in ("done", "due"))
            return [CountCorrection(row.key, done, due)]
        return [
            ValueCorrection(row.key, key, float(text) if (text := told[f"v-{key}"]) else None)
            for key, _name, _value in row.values
            if self._changed(f"v-{key}")
        ]

    def _changed(self, *names: str) -> bool:
        """What a form did not send is not a change."""
        return any(name in self.changed_data and self.add_prefix(name) in self.data for name in names)


def _choice(value: float | None) -> str:
    return "" if value is None else str(float(value))
