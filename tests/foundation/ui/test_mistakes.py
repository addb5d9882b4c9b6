"""A form filled in wrongly answers in our own words, in both languages, never in the framework's."""

import inspect

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

KINDS = [
    kind
    for _name, kind in inspect.getmembers(forms, inspect.isclass)
    if issubclass(kind, forms.Field) and "default_error_messages" in vars(kind)
]


class Visit(forms.Form):
    name = forms.CharField(max_length=5)
    on = forms.DateField()
    minutes = forms.IntegerField(min_value=1, max_value=600)
    topic = forms.ChoiceField(choices=[("a", "A")])
    topics = forms.MultipleChoiceField(choices=[("a", "A")])
    latitude = forms.DecimalField(max_digits=9, decimal_places=6)
    photo = forms.ImageField()
    agreed = forms.BooleanField()
    email = forms.EmailField()


FILLED = {
    "name": "Warung", "on": "31-02-2024", "minutes": "0", "topic": "x", "topics": ["x"], "latitude": "1.23456789",
    "email": "nama@",
}  # fmt: skip


def wrong(data=None, files=None):
    return {name: list(said) for name, said in Visit(data or {}, files or {}).errors.items()}


def test_every_empty_field_says_what_to_do():
    assert wrong() == {
        "name": ["Kolom ini belum diisi. Isi dahulu, lalu kirim lagi."],
        "on": ["Isi tanggalnya."],
        "minutes": ["Kolom ini belum diisi. Isi dahulu, lalu kirim lagi."],
        "topic": ["Pilih salah satu."],
        "topics": ["Pilih paling sedikit satu."],
        "latitude": ["Kolom ini belum diisi. Isi dahulu, lalu kirim lagi."],
        "photo": ["Pilih berkasnya dahulu."],
        "agreed": ["Centang kotak ini untuk melanjutkan."],
        "email": ["Kolom ini belum diisi. Isi dahulu, lalu kirim lagi."],
    }


def test_every_wrong_value_names_the_cure():
    said = wrong(FILLED, {"photo": SimpleUploadedFile("a.jpg", b"bukan foto")})
    assert said["name"] == ["Paling panjang 5 huruf (sekarang 6). Pendekkan isinya."]
    assert said["on"] == ["Tanggal ini tidak terbaca. Tulis hari, bulan, dan tahun, misalnya 21-11-2024."]
    assert said["minutes"] == ["Isi paling kecil 1."]
    assert said["topic"] == ["Pilihan itu tidak ada dalam daftar. Pilih salah satu yang tersedia."]
    assert said["topics"] == said["topic"]
    assert said["latitude"] == ["Paling banyak 6 angka di belakang koma."]
    assert said["photo"] == ["Berkas ini bukan foto yang dapat dibuka. Pilih foto JPG atau PNG."]
    assert said["email"] == ["Alamat email ini tidak lengkap. Tulis misalnya nama@contoh.id."]


def test_the_example_of_a_date_is_one_that_is_understood():
    with translation.override("id"):
        assert forms.DateField().clean("21-11-2024").isoformat() == "2024-11-21"


def test_in_english_too():
    with translation.override("en"):
        assert wrong()["name"] == ["This field is empty. Fill it in, then send again."]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_field_of_the_framework_speaks_for_itself(kind):
    """What has the framework's own translation into Indonesian is not ours."""
    ours = ("Tulis", "Isi", "Pilih", "Kolom", "Centang", "Tanggal", "Jam", "Berkas", "Nama berkas", "Pilihan")
    with translation.override("id"):
        for code, said in kind.default_error_messages.items():
            if code not in UNREACHED.get(kind.__name__, ()):
                assert str(said).startswith(ours), (kind.__name__, code, str(said))


UNREACHED = {
    # the product has no such field
    "ComboField": ("invalid", "incomplete"),
    "MultiValueField": ("invalid", "incomplete"),
    "SplitDateTimeField": ("invalid_date", "invalid_time"),
    "DurationField": ("invalid", "overflow"),
    "FilePathField": (),
    "GenericIPAddressField": (),
    "JSONField": ("invalid",),
    "URLField": ("invalid",),
    "FileField": ("contradiction",),
}
