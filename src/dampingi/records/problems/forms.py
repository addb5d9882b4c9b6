import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import day_field
from dampingi.records.problems.authority import matters
from dampingi.records.problems.intake import ProblemIntake
from dampingi.records.problems.models import Answer, Level, Problem, Result
from dampingi.records.problems.topics import topic_names, topics


def words(label: Any, rows: int = 4, most: int = 4000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _matters(region: str) -> list[tuple[Any, Any]]:
    """Grouped by the level the matrix names."""
    told = matters(region)
    return [("", _now("Belum ditentukan")), *((level.label, _of(told, level)) for level in Level)]


def _of(told: dict[str, dict[str, Any]], level: str) -> list[tuple[str, str]]:
    return [(code, row["name"]) for code, row in told.items() if row["level"] == level]


class EditForm(forms.Form):
    title = forms.CharField(label=_("Masalahnya dalam satu kalimat"), max_length=150)
    what = words(
        _("Apa yang terjadi"),
        help_text=_("Apa yang terkena, sejak kapan, seberapa banyak. Jangan menulis nama orang."),
    )
    cause = words(_("Sebabnya"), 3, required=False)
    topic = forms.ChoiceField(label=_("Topik"), error_messages={"required": _("Pilih topiknya dari daftar.")})

    def __init__(self, *args: Any, region: str, kept: str = "", **kwargs: Any) -> None:
        """`kept`: the topic it has, which may be out of use by now."""
        super().__init__(*args, **kwargs)
        own = topics(region)
        own |= {kept: topic_names().get(kept, kept)} if kept and kept not in own else {}
        self.fields["topic"].choices = [("", _now("Pilih topik")), *own.items()]


class ChangeForm(EditForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ProblemForm(EditForm):
    region = forms.ChoiceField(label=_("Wilayah"))
    matter = forms.ChoiceField(
        label=_("Urusan"), required=False, help_text=_("Dari urusannya matriks kewenangan mengusulkan tingkat yang berwenang.")
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Kewenangan"), required=False)
    level_reason = forms.CharField(
        label=_("Mengapa lain daripada usulan"), max_length=300, required=False,
        help_text=_("Hanya bila Anda memilih tingkat yang lain."),
    )  # fmt: skip
    noted_on = day_field(_("Sejak"), required=False, help_text=_("Kosongkan bila hari ini."))
    problem = forms.UUIDField(widget=forms.HiddenInput)
    meeting = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, region=places[0][0] if places else "", **kwargs)
        self.fields["region"].choices = places
        self.fields["matter"].choices = _matters(places[0][0] if places else "")
        self.fields["level"].choices = [("", _now("Seperti usulan matriks")), *Level.choices]

    def intake(self) -> ProblemIntake:
        said = dict(self.cleaned_data)
        return ProblemIntake(id=said.pop("problem"), meeting_id=said.pop("meeting"), **said)


class AuthorityForm(forms.Form):
    matter = forms.ChoiceField(label=_("Urusan"), required=False)
    level = forms.ChoiceField(label=_("Kewenangan"), required=False)
    reason = forms.CharField(label=_("Alasan"), max_length=300)

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = _matters(region)
        self.fields["level"].choices = [("", _now("Seperti usulan matriks")), *Level.choices]


class RulingForm(forms.Form):
    level = forms.ChoiceField(label=_("Kewenangan"), choices=Level.choices)
    source = forms.CharField(
        label=_("Dasar"), max_length=200, help_text=_("Aturan yang membaginya: nomor, tahun, dan pasalnya.")
    )
    reason = forms.CharField(
        label=_("Alasan mengubahnya"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)


class ListForm(forms.Form):
    without = forms.MultipleChoiceField(label=_("Tidak dipakai lagi"), required=False)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)
    reason = forms.CharField(
        label=_("Apa yang berubah dan mengapa"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["without"].choices = codes


class NewLineForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=80, required=False)
    level = forms.ChoiceField(
        label=_("Kewenangan"),
        required=False,
        choices=lambda: [("", _now("Pilih tingkatnya")), *Level.choices],
    )
    source = forms.CharField(
        label=_("Dasar"), max_length=200, required=False, help_text=_("Aturan yang membaginya: nomor, tahun, dan pasalnya.")
    )  # fmt: skip

    def __init__(self, *args: Any, matters: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not matters:
            del self.fields["level"], self.fields["source"]


NewLineForms = forms.formset_factory(NewLineForm, extra=3, max_num=20, absolute_max=20)


def said_lines(rows: Any) -> list[dict[str, str]]:
    """Those that say something; one without a name is refused by the action."""
    told = [row.cleaned_data for row in rows if row.cleaned_data]
    return [{"level": "", "source": ""} | row for row in told if any(row.values())]


class NoteForm(forms.Form):
    text = words(_("Catatan"), 3)


class AgreeForm(forms.Form):
    text = forms.CharField(
        label=_("Apa yang dikerjakan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.ChoiceField(label=_("Oleh siapa"), required=False)
    office = forms.CharField(
        label=_("Atau kantor"), max_length=150, required=False, help_text=_("Bila yang mengerjakan tidak mempunyai akun di sini.")
    )  # fmt: skip
    due_on = day_field(_("Batas waktu"))
    agreed = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, initial={"agreed": new_id()}, **kwargs)
        self.fields["owner"].choices = [("", _now("Pilih orang")), *((str(id), name) for id, name in people)]

    def said(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        owner = told.pop("owner")
        return told | {"id": told.pop("agreed"), "owner": uuid.UUID(owner) if owner else None}


class HandForm(forms.Form):
    text = words(
        _("Apa yang diminta"), help_text=_("Tulis apa yang sudah dicoba dan keputusan apa yang diperlukan.")
    )


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Jawaban"), choices=Answer.choices, widget=forms.RadioSelect, error_messages={"required": _("Pilih jawabannya.")}
    )  # fmt: skip
    text = words(_("Isi jawaban"))
    source = forms.CharField(
        label=_("Nomor dan tanggal surat jawabannya"), max_length=200,
        help_text=_("Tingkat itu tidak bekerja di aplikasi ini; jawabannya Anda catat dari suratnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, by_letter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_letter:
            del self.fields["source"]


class CloseForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Hasil"), choices=Result.choices, widget=forms.RadioSelect, error_messages={"required": _("Pilih hasilnya.")}
    )  # fmt: skip
    text = words(_("Bagaimana, atau mengapa tidak dapat"))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class OwnActionForm(forms.Form):
    note = words(_("Hasilnya"), 3, 500)


class PostponeForm(forms.Form):
    due_on = day_field(_("Batas waktu yang baru"))
    reason = forms.CharField(label=_("Alasan"), max_length=300)


def first_words(problem: Problem, version: int) -> dict[str, Any]:
    return {
        "title": problem.title,
        "what": problem.what,
        "cause": problem.cause,
        "topic": problem.topic,
        "seen": version,
    }
