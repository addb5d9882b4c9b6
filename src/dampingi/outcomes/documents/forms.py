from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.outcomes.documents.actions import LETTERHEAD_FIELDS
from dampingi.outcomes.documents.models import Letterhead


class CheckForm(forms.Form):
    """Either the code under the QR, or the file itself."""

    code = forms.CharField(
        label=_("Kode dokumen"),
        help_text=_("Enam belas huruf dan angka di bawah gambar kotak (QR), misalnya 3f0a-91c2-77de-0b14."),
        max_length=40,
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas yang Anda terima"),
        help_text=_("PDF atau Excel. Berkas hanya dihitung sidiknya, tidak disimpan."),
    )


class LetterheadForm(forms.ModelForm):
    class Meta:
        model = Letterhead
        fields = LETTERHEAD_FIELDS
        labels = {
            "government": _("Pemerintah daerah"),
            "office": _("Nama dinas"),
            "address": _("Alamat"),
            "contact": _("Telepon, laman, pos-el"),
            "place": _("Tempat penandatanganan"),
            "signatory": _("Nama penanda tangan"),
            "signatory_title": _("Jabatan"),
            "signatory_rank": _("Pangkat dan golongan"),
            "signatory_nip": _("NIP"),
        }
        help_texts = {"place": _("Ditulis di depan tanggal surat, misalnya Depok.")}
