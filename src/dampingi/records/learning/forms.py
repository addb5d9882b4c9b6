from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import day_field
from dampingi.records.calendars.checking import Outside
from dampingi.records.calendars.queries import closed_days
from dampingi.records.learning.intake import ModulePlan, OpinionIntake, ScoreIntake
from dampingi.records.learning.models import Attendance, Module, Speaker, Subject
from dampingi.records.learning.speaking import QUESTIONS


class TrainingForm(Outside):
    title = forms.CharField(label=_("Judul"), max_length=150)
    subject = forms.ChoiceField(label=_("Bidang"), choices=Subject.choices)
    region = forms.ChoiceField(
        label=_("Wilayah peserta"), help_text=_("Peserta dari wilayah ini dianggap diundang.")
    )
    on = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    minutes = forms.IntegerField(
        label=_("Lama (menit)"), min_value=1, max_value=1440, widget=forms.NumberInput(attrs={"step": 15})
    )
    places = forms.IntegerField(
        label=_("Jumlah tempat"), min_value=1, max_value=2000, required=False,
        help_text=_("Diisi bila peserta perlu mendaftar; yang tidak kebagian masuk daftar tunggu."),
    )  # fmt: skip
    closes_on = day_field(
        _("Pendaftaran ditutup"), required=False, help_text=_("Kosong: pada hari pelatihan.")
    )
    place = forms.CharField(label=_("Tempat"), max_length=150, required=False)
    spoken_by = forms.ChoiceField(
        label=_("Narasumber tercatat"), required=False, help_text=_("Sesinya dinilai peserta atas namanya.")
    )
    speaker = forms.CharField(label=_("Narasumber lain"), max_length=150, required=False)

    module = forms.ChoiceField(
        label=_("Modul"),
        required=False,
        help_text=_("Bidangnya mengikuti modul; kehadiran dihitung untuk modul itu."),
    )

    def __init__(
        self,
        *args,
        regions: Sequence[Region],
        modules: Sequence[Module] = (),
        speakers: Sequence[Speaker] = (),
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = {str(s.id): s for s in speakers}
        named = [(key, ", ".join(filter(None, (s.name, s.organisation)))) for key, s in self.speakers.items()]
        self.fields["spoken_by"].choices = [("", _("Belum tercatat")), *named]  # type: ignore[attr-defined]
        self.modules = {str(m.id): m for m in modules}
        self.fields["module"].choices = module_choices(modules)  # type: ignore[attr-defined]
        self.fields["region"].choices = [(r.code, _indented(r)) for r in regions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"region", "on"} <= said.keys():
            self.look(closed_days(said["region"], {said["on"]}))
        return said

    def clean_spoken_by(self) -> Speaker | None:
        return self.speakers.get(self.cleaned_data["spoken_by"])

    def clean_module(self) -> Module | None:
        return self.modules.get(self.cleaned_data["module"])


def module_choices(modules: Sequence[Module]) -> list[tuple[str, Any]]:
    return [("", _("Tanpa modul")), *((str(m.id), f"{m.curriculum.title}: {m.title}") for m in modules)]


class SpeakerForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=150)
    organisation = forms.CharField(label=_("Lembaga"), max_length=150, required=False)
    about = forms.CharField(
        label=_("Keahlian"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class OpinionForm(forms.Form):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for key, words in QUESTIONS:
            self.fields[key] = forms.TypedChoiceField(
                label=words, choices=SCALE, coerce=int, widget=forms.RadioSelect
            )
        self.fields["comment"] = forms.CharField(
            label=_("Yang perlu diperbaiki"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Jangan tulis nama Anda."),
        )  # fmt: skip

    def opinion(self) -> OpinionIntake:
        return OpinionIntake(**self.cleaned_data)


SCALE = (
    (1, _("1, tidak")),
    (2, _("2, kurang")),
    (3, _("3, cukup")),
    (4, _("4, baik")),
    (5, _("5, sangat")),
)


class CurriculumForm(forms.Form):
    title = forms.CharField(label=_("Nama kurikulum"), max_length=150)
    least_share = forms.IntegerField(
        label=_("Syarat sertifikat (%)"),
        min_value=1,
        max_value=100,
        help_text=_("Bagian modul yang harus diikuti."),
    )


class ModuleForm(forms.Form):
    title = forms.CharField(label=_("Judul modul"), max_length=150)
    subject = forms.ChoiceField(label=_("Bidang"), choices=Subject.choices)
    outcome = forms.CharField(
        label=_("Sesudahnya peserta dapat"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    minutes = forms.IntegerField(
        label=_("Lama (menit)"), min_value=1, max_value=1440, widget=forms.NumberInput(attrs={"step": 15})
    )
    order = forms.IntegerField(
        label=_("Urutan ke-"), min_value=1, max_value=40, required=False, help_text=_("Kosong: paling akhir.")
    )

    def plan(self) -> ModulePlan:
        said = self.cleaned_data
        return ModulePlan(
            said["subject"], said["title"], said["outcome"], said["minutes"], said["order"] or 0
        )


class MaterialForm(forms.Form):
    title = forms.CharField(label=_("Judul bahan"), max_length=150)
    file = forms.FileField(
        label=_("Berkas"), required=False, help_text=_("PDF paling besar 5 MB, atau gambar."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )  # fmt: skip
    link = forms.CharField(label=_("Atau tautan"), max_length=500, required=False)


class ScoresForm(forms.Form):
    """Two tests for everyone who came, with what stood there when the form was opened."""

    def __init__(self, *args, attendances: Sequence[Attendance], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.attendances = attendances
        for a in attendances:
            seen = ":".join("" if s is None else str(s) for s in (a.pre, a.post))
            self.fields[f"was_{a.id}"] = forms.CharField(
                required=False, initial=seen, widget=forms.HiddenInput
            )
            for key, label, value in (("pre", _("Tes sebelum"), a.pre), ("post", _("Tes sesudah"), a.post)):
                named = forms.NumberInput(
                    attrs={"aria-label": f"{label}: {a.enrolment.person.name}", "inputmode": "numeric"}
                )
                self.fields[f"{key}_{a.id}"] = forms.IntegerField(
                    min_value=0, max_value=100, required=False, initial=value, widget=named
                )

    def lines(self) -> list[tuple]:
        return [(a, self[f"was_{a.id}"], self[f"pre_{a.id}"], self[f"post_{a.id}"]) for a in self.attendances]

    def rows(self) -> list[ScoreIntake]:
        said = self.cleaned_data
        return [
            ScoreIntake(a.id, said[f"pre_{a.id}"], said[f"post_{a.id}"], _seen(said[f"was_{a.id}"]))
            for a in self.attendances
        ]


def _seen(text: str) -> tuple[int | None, int | None]:
    pre, _colon, post = text.partition(":")
    return (int(pre) if pre.isdecimal() else None, int(post) if post.isdecimal() else None)


class RegistrationForm(forms.Form):
    """How many may come, and until when they register."""

    places = forms.IntegerField(label=_("Jumlah tempat"), min_value=1, max_value=2000, required=False)
    closes_on = day_field(_("Pendaftaran ditutup"), required=False)


def _indented(region: Region) -> str:
    return "\u2003" * max(0, region.code.count(".") - 1) + region.name
