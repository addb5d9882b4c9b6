"""What is said where a form is filled in wrongly: our own words, with the cure, instead of the framework's.

Set once, when Django starts; a field that knows better says so itself in its `error_messages`.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

_PICK_ONE, _PICK_SOME = _("Pilih salah satu."), _("Pilih paling sedikit satu.")
_NOT_OFFERED = _("Pilihan itu tidak ada dalam daftar. Pilih salah satu yang tersedia.")
_SEVERAL_EXPECTED = _("Isian ini tidak terbaca. Pilih lagi dari daftar.")
_MOMENT = _("Tanggal dan jam ini tidak terbaca. Tulis misalnya 21-11-2024 09:30.")

FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Kolom ini belum diisi. Isi dahulu, lalu kirim lagi.")},
    forms.BooleanField: {"required": _("Centang kotak ini untuk melanjutkan.")},
    forms.ChoiceField: {"required": _PICK_ONE, "invalid_choice": _NOT_OFFERED},
    forms.ModelChoiceField: {"required": _PICK_ONE, "invalid_choice": _NOT_OFFERED},
    forms.MultipleChoiceField: {
        "required": _PICK_SOME,
        "invalid_choice": _NOT_OFFERED,
        "invalid_list": _SEVERAL_EXPECTED,
    },
    forms.ModelMultipleChoiceField: {
        "required": _PICK_SOME,
        "invalid_choice": _NOT_OFFERED,
        "invalid_list": _SEVERAL_EXPECTED,
        "invalid_pk_value": _NOT_OFFERED,
    },
    forms.IntegerField: {"invalid": _("Tulis angka bulat saja, misalnya 12.")},
    forms.FloatField: {"invalid": _("Tulis angkanya saja, misalnya 12,5.")},
    forms.DecimalField: {"invalid": _("Tulis angkanya saja, misalnya 12,5.")},
    forms.DateField: {
        "required": _("Isi tanggalnya."),
        "invalid": _("Tanggal ini tidak terbaca. Tulis hari, bulan, dan tahun, misalnya 21-11-2024."),
    },
    forms.TimeField: {
        "required": _("Isi jamnya."),
        "invalid": _("Jam ini tidak terbaca. Tulis misalnya 09:30."),
    },
    forms.DateTimeField: {"required": _("Isi tanggal dan jamnya."), "invalid": _MOMENT},
    forms.UUIDField: {"invalid": _SEVERAL_EXPECTED},
    forms.FileField: {
        "required": _("Pilih berkasnya dahulu."),
        "missing": _("Pilih berkasnya dahulu."),
        "invalid": _("Berkas tidak terkirim. Pilih lagi berkasnya, lalu kirim."),
        "empty": _("Berkas ini kosong. Pilih berkas yang berisi."),
        "max_length": _(
            "Nama berkas paling panjang %(max)d huruf (sekarang %(length)d). Pendekkan namanya, lalu pilih lagi."
        ),
    },
    forms.ImageField: {
        "invalid_image": _("Berkas ini bukan foto yang dapat dibuka. Pilih foto JPG atau PNG.")
    },
}
VALIDATORS: dict[type[Any], Any] = {
    validators.MaxLengthValidator: _(
        "Paling panjang %(limit_value)d huruf (sekarang %(show_value)d). Pendekkan isinya."
    ),
    validators.MinLengthValidator: _(
        "Paling sedikit %(limit_value)d huruf (sekarang %(show_value)d). Lengkapi isinya."
    ),
    validators.MaxValueValidator: _("Isi paling besar %(limit_value)s."),
    validators.MinValueValidator: _("Isi paling kecil %(limit_value)s."),
    validators.RegexValidator: _("Isian ini tidak sesuai. Periksa lagi penulisannya."),
    validators.EmailValidator: _("Alamat email ini tidak lengkap. Tulis misalnya nama@contoh.id."),
    validators.URLValidator: _("Alamat web ini tidak lengkap. Tulis misalnya https://contoh.id."),
    validators.StepValueValidator: _("Isi kelipatan %(limit_value)s."),
    validators.ProhibitNullCharactersValidator: _(
        "Isian ini memuat huruf yang tidak terbaca. Ketik ulang isinya."
    ),
}
DECIMALS = {
    "invalid": _("Tulis angkanya saja, misalnya 12,5."),
    "max_digits": _("Paling banyak %(max)s angka. Periksa apakah kelebihan angka."),
    "max_decimal_places": _("Paling banyak %(max)s angka di belakang koma."),
    "max_whole_digits": _("Paling banyak %(max)s angka di depan koma. Periksa apakah kelebihan angka."),
}


def speak_plainly() -> None:
    for field, said in FIELDS.items():
        field.default_error_messages = field.default_error_messages | said
    for validator, words in VALIDATORS.items():
        validator.message = words
    validators.DecimalValidator.messages = validators.DecimalValidator.messages | DECIMALS
