from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.sheets.values.phones import phones
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.catalogue.intake import PermitIntake, ProductIntake
from dampingi.records.catalogue.models import MOST_RUPIAH, Product, Stock

FIELDS = ("name", "kind", "price", "unit", "words", "stock", "stock_note")


class ProductForm(forms.Form):
    name = forms.CharField(label=_("Nama produk"), max_length=100)
    kind = forms.ChoiceField(label=_("Jenis"))
    price = RupiahField(
        label=_("Harga"),
        min_value=1,
        max_value=MOST_RUPIAH,
        error_messages={"min_value": _("Harga ditulis dalam rupiah, lebih dari nol.")},
    )
    unit = forms.CharField(
        label=_("Untuk"), max_length=40, help_text=_("Satuan yang dibeli, misalnya bungkus 250 gram.")
    )
    words = forms.CharField(
        label=_("Keterangan"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa isinya, dari apa dibuat, berapa lama tahan. Jangan menulis nomor telepon di sini."),
    )
    stock = forms.ChoiceField(label=_("Stok"), choices=Stock.choices)
    stock_note = forms.CharField(
        label=_("Catatan stok"),
        max_length=120,
        required=False,
        help_text=_("Misalnya pesan dua hari sebelumnya."),
    )
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Pilih jenis")), *choices("product_kinds").items()]

    @staticmethod
    def initial_of(found: Product) -> dict[str, Any]:
        return {f: getattr(found, f) for f in FIELDS}

    def told(self) -> ProductIntake:
        return ProductIntake(**{f: self.cleaned_data[f] for f in FIELDS})


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Foto"),
        help_text=_("JPEG, PNG, atau WebP, paling besar 12 MB. Data lokasi di dalamnya dibuang."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    says = forms.CharField(label=_("Apa yang terlihat"), max_length=120, required=False, help_text=_("Dibacakan kepada pembeli yang tidak melihat."))  # fmt: skip


class PermitForm(forms.Form):
    kind = forms.ChoiceField(label=_("Izin"))
    number = forms.CharField(label=_("Nomor"), max_length=40)
    valid_until = day_field(
        _("Berlaku sampai"), required=False, help_text=_("Sertifikat halal tidak berakhir; kosongkan.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Pilih izin")), *choices("product_permits").items()]

    def told(self) -> PermitIntake:
        return PermitIntake(**self.cleaned_data)


class ConsentForm(forms.Form):
    """What somebody else heard the owner say; the owner's own account needs no `how`."""

    how = forms.CharField(
        label=_("Bagaimana pemilik menyatakannya"), max_length=200,
        help_text=_("Misalnya: lisan saat kunjungan 12 Juli, disaksikan suaminya."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Nomor WhatsApp"), max_length=40, required=False)

    def __init__(self, *args: Any, own: bool, with_phone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["how"]
        if not with_phone:
            del self.fields["phone"]

    def clean_phone(self) -> str:
        found = phones(self.cleaned_data["phone"])
        if not isinstance(found, tuple) or len(found) != 1:
            raise forms.ValidationError(_("Isi nomor WhatsApp lengkap, misalnya 0812 3456 7890."))
        return str(found[0])


class LabelForm(forms.Form):
    subsector = forms.ChoiceField(label=_("Subsektor"), required=False)
    said_by = forms.CharField(label=_("Ditetapkan oleh"), max_length=150, required=False, help_text=_("Misalnya Dinas Pemuda dan Pariwisata, surat nomor berapa."))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subsector"].choices = [("", _("Tanpa label")), *choices("creative_subsectors").items()]


class AnswerLabelForm(forms.Form):
    subsector = forms.ChoiceField(label=_("Subsektor"), required=False)
    reason = forms.CharField(label=_("Bila bukan, mengapa"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [("", _("Bukan ekonomi kreatif")), *choices("creative_subsectors").items()]
        self.fields["subsector"].choices = told  # type: ignore[attr-defined]
