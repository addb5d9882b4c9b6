import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.outcomes.plans.actions import MOST_MONEY, Drafted
from dampingi.outcomes.plans.models import Fund, Origin

NEW = "baru"


class PlanForm(forms.Form):
    region = forms.ChoiceField(label=_("Wilayah"))
    year = forms.IntegerField(label=_("Tahun rencana"), min_value=2000, max_value=2200)
    ceiling = RupiahField(
        label=_("Pagu anggaran (rupiah)"), required=False, min_value=0, max_value=MOST_MONEY, help_text=_("Kosongkan bila belum diketahui."),
    )  # fmt: skip

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions


class CeilingForm(forms.Form):
    ceiling = RupiahField(
        label=_("Pagu anggaran (rupiah)"), required=False, min_value=0, max_value=MOST_MONEY
    )


class ActivityForm(forms.Form):
    title = forms.CharField(
        label=_("Nama kegiatan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    code = forms.ChoiceField(label=_("Sub-kegiatan"), required=False)
    point = forms.ChoiceField(label=_("Titik strategis"), required=False)
    indicator = forms.CharField(
        label=_("Indikator keluaran"),
        required=False,
        max_length=200,
        help_text=_("Apa yang dihitung, misalnya usaha yang terbit NIB-nya."),
    )
    target = forms.DecimalField(
        label=_("Target"), required=False, min_value=0, max_digits=14, decimal_places=2, localize=False
    )
    unit = forms.CharField(label=_("Satuan"), required=False, max_length=40)
    q1 = RupiahField(label=_("Anggaran triwulan I"), required=False, min_value=0, max_value=MOST_MONEY)
    q2 = RupiahField(label=_("Anggaran triwulan II"), required=False, min_value=0, max_value=MOST_MONEY)
    q3 = RupiahField(label=_("Anggaran triwulan III"), required=False, min_value=0, max_value=MOST_MONEY)
    q4 = RupiahField(label=_("Anggaran triwulan IV"), required=False, min_value=0, max_value=MOST_MONEY)
    fund = forms.ChoiceField(label=_("Sumber dana"), choices=Fund.choices, initial=Fund.CITY)
    places = forms.MultipleChoiceField(
        label=_("Lokasi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa centang berarti seluruh wilayah."),
    )
    owner = forms.CharField(label=_("Penanggung jawab"), required=False, max_length=150)
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def __init__(
        self, *args: Any, codes: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("Belum dipilih")), *((c, f"{c} {name}") for c, name in codes)]
        self.fields["point"].choices = [
            ("", _("Bukan bagian titik strategis")),
            *choices("plan_points").items(),
        ]
        self.fields["places"].choices = places

    def drafted(self) -> Drafted:
        told = {name: self.cleaned_data[name] for name in Drafted.__dataclass_fields__}
        return Drafted(
            **told | {q: told[q] or 0 for q in ("q1", "q2", "q3", "q4")} | {"places": tuple(told["places"])}
        )


class CodesForm(forms.Form):
    region = forms.ChoiceField(label=_("Untuk wilayah"))
    source = forms.CharField(
        label=_("Sumber"), max_length=300, help_text=_("Nomor dan tahun keputusan yang menetapkannya.")
    )
    text = forms.CharField(
        label=_("Daftar kode"), max_length=2_000_000, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Salin dua kolom dari Excel: kode, lalu namanya. Satu baris satu kode, dari program sampai sub-kegiatan."),
    )  # fmt: skip

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions


class PercentField(forms.DecimalField):
    """Typed in percent, kept as a part of one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        return None if typed is None else typed / 100

    def prepare_value(self, value: Any) -> Any:
        return format((value * 100).normalize(), "f") if isinstance(value, Decimal) else value


class CostingForm(forms.Form):
    field = forms.ChoiceField(label=_("Bidang kendala yang dijawab"))
    unit_cost = RupiahField(
        label=_("Biaya satu satuan (rupiah)"),
        min_value=1,
        max_value=MOST_MONEY,
        help_text=_("Misalnya biaya satu angkatan pelatihan."),
    )
    reach = forms.IntegerField(label=_("Usaha yang dijangkau satu satuan"), min_value=1, max_value=100_000)
    least = forms.IntegerField(
        label=_("Paling sedikit (satuan)"), required=False, min_value=0, max_value=100_000
    )
    most = forms.IntegerField(
        label=_("Paling banyak (satuan)"), required=False, min_value=0, max_value=100_000
    )
    share = PercentField(
        label=_("Bagian yang diharapkan teratasi (%)"),
        help_text=_(
            "Kosongkan untuk memakai yang terukur. Yang diketik disebut anggapan dan memakai nama Anda."
        ),
    )
    low = PercentField(label=_("Batas bawah (%)"))
    high = PercentField(label=_("Batas atas (%)"))
    why = forms.CharField(label=_("Alasan anggapan"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", _("Pilih bidang")), *choices("constraint_fields").items()]

    def told(self) -> dict[str, Any]:
        return self.cleaned_data | {"least": self.cleaned_data["least"] or 0}


class AllocationForm(forms.Form):
    budget = RupiahField(label=_("Anggaran yang dibagi (rupiah)"), min_value=1, max_value=MOST_MONEY)
    floor = RupiahField(
        label=_("Paling sedikit bagi setiap kecamatan (rupiah)"), required=False, min_value=0, max_value=MOST_MONEY, help_text=_("Agar tidak ada kecamatan yang tertinggal; boleh kosong."),
    )  # fmt: skip


class WishForm(forms.Form):
    origin = forms.ChoiceField(label=_("Dari mana"), choices=Origin.choices)
    reference = forms.CharField(label=_("Nomor atau rujukan"), required=False, max_length=80)
    text = forms.CharField(
        label=_("Usulan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tanpa nama partai, fraksi, atau calon."),
    )
    place = forms.ChoiceField(label=_("Lokasi"), required=False)
    goal = forms.CharField(
        label=_("Sasaran RPJMD"),
        required=False,
        max_length=200,
        help_text=_("Wajib untuk janji kepala daerah."),
    )
    measure = forms.ChoiceField(label=_("Indikator hasilnya"), required=False)
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]],
        measures: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Seluruh wilayah")), *places]
        self.fields["measure"].choices = [("", _("Belum ditentukan")), *measures]


class AnswerForm(forms.Form):
    activity = forms.ChoiceField(label=_("Terima ke dalam kegiatan"), required=False)
    reason = forms.CharField(label=_("Alasan, bila ditolak"), required=False, max_length=300)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, activities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = [
            ("", _("Tidak diterima")),
            (NEW, _("Jadikan kegiatan baru")),
            *activities,
        ]

    def told(self) -> dict[str, Any]:
        chosen = self.cleaned_data["activity"]
        to = {"new": True} if chosen == NEW else {"activity": uuid.UUID(chosen)} if chosen else {}
        return to | {"reason": self.cleaned_data["reason"], "number": self.cleaned_data["number"]}


class MinutesForm(forms.Form):
    held_on = day_field(_("Tanggal forum"))
    venue = forms.CharField(label=_("Tempat"), max_length=150)
    chair = forms.CharField(label=_("Pimpinan forum"), max_length=150, help_text=_("Nama dan jabatannya."))
    present = forms.CharField(
        label=_("Yang hadir"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu orang satu baris: nama, lalu koma, lalu jabatan atau instansinya."),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("Kesimpulan"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5})
    )
