from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.records.loans.forms.fields import PercentField
from dampingi.records.loans.models import LoanEvent
from dampingi.records.loans.terms import LARGEST


class SurveyForm(forms.Form):
    on = day_field(_("Tanggal survei"))
    principal = RupiahField(label=_("Pinjaman yang ditawarkan"), min_value=1, max_value=LARGEST)
    months = count_field(_("Jangka waktu (bulan)"))
    note = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AkadForm(forms.Form):
    number = forms.CharField(label=_("Nomor pinjaman di bank"), max_length=40)
    signed_on = day_field(_("Tanggal akad"))
    principal = RupiahField(label=_("Pinjaman"), min_value=1, max_value=LARGEST)
    months = count_field(_("Jangka waktu (bulan)"))
    first_due = day_field(_("Angsuran pertama jatuh tempo"))


class DisbursedForm(forms.Form):
    on = day_field(_("Tanggal cair"))


class EventForm(forms.Form):
    """What happened to a loan; which fields count depends on the kind."""

    kind = forms.ChoiceField(label=_("Yang terjadi"), choices=LoanEvent.Kind.choices)
    on = day_field(_("Tanggal"))
    amount = RupiahField(
        label=_("Pokok yang dibayar lebih awal"), min_value=1, max_value=LARGEST, required=False
    )
    keeps = forms.ChoiceField(
        label=_("Yang tetap setelah itu"),
        choices=(
            ("term", _("jangka waktunya; angsuran turun")),
            ("instalment", _("angsurannya; lebih cepat lunas")),
        ),
        required=False,
    )
    rate = PercentField(label=_("Bunga baru setahun (%)"), required=False)
    why = forms.ChoiceField(
        label=_("Sebab subsidi berhenti"), choices=[("", "–"), *LoanEvent.Why.choices], required=False
    )
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)


class SettlementForm(forms.Form):
    on = day_field(_("Tanggal lunas"))
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)
