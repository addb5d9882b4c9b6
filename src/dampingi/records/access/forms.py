from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.sheets.values.phones import phones
from dampingi.records.access.codes import DIGITS, typed


class CodeForm(forms.Form):
    """The code's field is called `password`: what people type there is kept out of axes' record of failed tries."""

    phone = forms.CharField(
        label=_("Nomor telepon Anda"),
        max_length=40,
        help_text=_("Nomor yang tercatat di dinas, misalnya 0812 3456 7890."),
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )
    password = forms.CharField(
        label=_("Kode dari dinas"),
        max_length=40,
        help_text=_("Delapan angka dari pesan atau slip dinas."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_phone(self) -> str:
        found = phones(self.cleaned_data["phone"])
        if not isinstance(found, tuple) or len(found) != 1:
            raise forms.ValidationError(_("Nomor itu tidak terbaca. Tulis lengkap, misalnya 0812 3456 7890."))
        return found[0]

    def clean_password(self) -> str:
        code = typed(self.cleaned_data["password"])
        if not code:
            raise forms.ValidationError(
                _("Kode terdiri dari %(digits)d angka. Periksa lagi pesan atau slip Anda.")
                % {"digits": DIGITS}
            )
        return code
