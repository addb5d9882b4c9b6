"""Forms about one participant: stages, constraints, growth, tasks, outcomes."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.foundation.ui.formats import month as written_month
from dampingi.records.businesses.intake import ResolutionNote
from dampingi.records.mentoring.forms.visits import SEVERITIES, constraint_choices
from dampingi.records.mentoring.intake import GrowthIntake, StageIntake
from dampingi.records.mentoring.models import Aspect
from dampingi.records.programmes.models import Enrolment, Stage

FIGURES = ("turnover", "workers", "products", "channels", "weeks_with_sales", "weeks", "has_nib")


class StageForm(forms.Form):
    """`needed` is asked only where a stage by need may be settled as not needed, `reason` also where the office lets one pass."""

    stage = forms.ModelChoiceField(Stage.objects.none(), label=_("Tahap"), empty_label=None)
    done_on = day_field(_("Selesai pada"))
    needed = forms.ChoiceField(
        label=_("Hasilnya"),
        choices=(("yes", _("Selesai dijalani")), ("no", _("Tidak diperlukan peserta ini"))),
        initial="yes",
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila tahap tidak diperlukan, atau bila diloloskan tanpa semua buktinya."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, stages: Sequence[Stage], by_need: bool = False, manages: bool = False,
        must_say_why: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        found = Stage.objects.filter(id__in=[s.id for s in stages])
        self.fields["stage"].queryset = found  # type: ignore[attr-defined]
        self.fields["stage"].label_from_instance = lambda s: s.name  # type: ignore[attr-defined]
        if not by_need:
            del self.fields["needed"]
        if not (by_need or manages):
            del self.fields["reason"]
        elif must_say_why:
            self.fields["reason"].required = True

    def intake(self, enrolment: uuid.UUID) -> StageIntake:
        said = self.cleaned_data
        return StageIntake(
            enrolment, said["stage"].id, said["done_on"], said.get("needed") != "no", said.get("reason", "")
        )


class ConstraintForm(forms.Form):
    code = forms.ChoiceField(label=_("Kendala"))
    severity = forms.TypedChoiceField(
        label=_("Seberapa berat"), choices=SEVERITIES, coerce=int, initial=2, widget=forms.RadioSelect
    )
    since = day_field(_("Sejak"))
    source = forms.ChoiceField(
        label=_("Diketahui dari"), choices=lambda: list(choices("constraint_sources").items()), initial="visit",
        required=False,
    )  # fmt: skip
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, known: Sequence[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "–"), *constraint_choices(known)]  # type: ignore[attr-defined]

    def clean_source(self) -> str:
        return self.cleaned_data["source"] or "visit"

    def clean_since(self) -> datetime.date:
        return _arrived(self.cleaned_data["since"])


class ResolutionForm(forms.Form):
    """`helpers` are (value, words) of the activities that may have helped; a value is `visit:ID`, `training:ID` or `clinic:ID`."""

    on = day_field(_("Selesai pada"))
    how = forms.ChoiceField(
        label=_("Selesai lewat"),
        choices=lambda: list(choices("resolutions").items()),
        widget=forms.RadioSelect,
    )
    helped = forms.ChoiceField(label=_("Kegiatan yang paling membantu"), required=False)
    told = forms.CharField(
        label=_("Ceritakan singkat"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca pendamping lain sebagai contoh. Jangan tulis nama atau nomor telepon orang."),
    )

    def __init__(self, *args, helpers: Sequence[tuple[str, str]] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helped"].choices = [("", _("Tidak ada yang khusus")), *helpers]  # type: ignore[attr-defined]
        if not helpers:
            del self.fields["helped"]

    def clean_on(self) -> datetime.date:
        return _arrived(self.cleaned_data["on"])

    def intake(self, constraint: uuid.UUID) -> ResolutionNote:
        said = self.cleaned_data
        kind, _colon, id = said.get("helped", "").partition(":")
        return ResolutionNote(
            constraint, said["on"], said["how"], said["told"], kind, uuid.UUID(id) if id else None
        )


def _arrived(day: datetime.date) -> datetime.date:
    if day > timezone.localdate():
        raise forms.ValidationError(_("Tanggal itu belum tiba. Perbaiki tanggalnya."))
    return day


class GrowthForm(forms.Form):
    month = forms.TypedChoiceField(label=_("Bulan"), coerce=datetime.date.fromisoformat)
    turnover = RupiahField(
        label=_("Omzet sebulan"), min_value=0, help_text=_("Dalam rupiah, misalnya 2.500.000.")
    )
    weeks_with_sales = count_field(_("Minggu dengan penjualan"))
    weeks = count_field(_("Dari berapa minggu"), initial=4)
    workers = count_field(_("Tenaga kerja"), help_text=_("Termasuk pemilik dan keluarga yang ikut bekerja."))
    products = count_field(_("Jenis produk yang dijual"))
    channels = count_field(
        _("Saluran pemasaran"), help_text=_("Warung, pasar, WhatsApp, lokapasar, dan sebagainya.")
    )
    has_nib = forms.BooleanField(label=_("Sudah memiliki NIB"), required=False)

    def __init__(self, *args, months: Sequence[datetime.date], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = [(m.isoformat(), written_month(m)) for m in months]
        self.fields["month"].choices = named  # type: ignore[attr-defined]

    def intake(self, enrolment: Enrolment) -> GrowthIntake:
        return GrowthIntake(enrolment_id=enrolment.id, **self.cleaned_data)

    def figures(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIGURES}


class DrawForm(forms.Form):
    """Of those with a reported outcome, 10 to 15 of a hundred are looked at again."""

    percent = forms.TypedChoiceField(
        label=_("Bagian yang diperiksa ulang"),
        coerce=int,
        initial=12,
        choices=[(n, f"{n}%") for n in range(10, 16)],
    )


class OutcomeForm(forms.Form):
    """One question for each aspect; an unanswered one stays as it is."""

    on = day_field(_("Tanggal penilaian"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for value, label in Aspect.choices:
            self.fields[value] = forms.ChoiceField(
                label=label,
                required=False,
                choices=(("yes", _("Tercapai")), ("no", _("Belum tercapai"))),
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, bool]:
        return {a: self.cleaned_data[a] == "yes" for a in Aspect.values if self.cleaned_data.get(a)}

    def clean(self) -> None:
        if not any(self.cleaned_data.get(a) for a in Aspect.values):
            raise forms.ValidationError(_("Jawab paling sedikit satu aspek."))


class ReverificationForm(forms.Form):
    passed = forms.ChoiceField(
        label=_("Yang Anda temukan"),
        choices=(
            ("yes", _("Ketiga aspek tercapai")),
            ("no", _("Ada aspek yang belum tercapai")),
        ),
        widget=forms.RadioSelect,
    )
    on = day_field(_("Tanggal pemeriksaan"))
    note = forms.CharField(
        label=_("Dasar penilaian"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa yang Anda lihat atau dengar sendiri, bukan yang dilaporkan."),
    )  # fmt: skip
