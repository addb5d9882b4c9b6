"""The public link: what anybody sends without an account, and what stops machines and personal numbers."""

import datetime
import uuid

import pytest
from django.test import Client

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.actions.opening import MOST_FROM, MOST_IN
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import Aspiration, Box, Door
from tests.records.aspirations.conftest import text

pytestmark = pytest.mark.django_db
PATH = "/aspirasi-warga/32.76.05/"
WISH = "Mohon ada titik pemasaran tiap Sabtu"


@pytest.fixture
def box(office, town):
    return actions.open_boxes(by=office, programme=town.programme, regions=["32.76.05"])[0]


def form(**more):
    return {"id": str(uuid.uuid4()), "text": WISH, "name": "", "phone": "", "website": ""} | more


def rows():
    return Aspiration.objects.unscoped("test")


def test_anybody_sends_a_wish_and_says_no_more(box):
    client = Client()
    page = text(client.get(PATH))
    assert 'data-draft="aspirasi-warga:32.76.05"' in page
    answer = client.post(PATH, form())
    assert answer.status_code == 302
    assert "sudah kami terima" in text(client.get(answer["Location"]))
    row = rows().get()
    assert (row.door, row.region, row.name, row.phone, row.by, row.field) == (
        Door.LINK,
        "32.76.05",
        "",
        "",
        None,
        "",
    )


def test_a_number_is_kept_for_the_answer_with_or_without_a_name(box):
    Client().post(PATH, form(phone="0812-3456-7890"))
    assert rows().get().phone == "+6281234567890"


def test_the_office_sees_it_with_the_others(box, town):
    Client().post(PATH, form())
    assert WISH in text(town.client("office").get("/aspirasi/?pintu=link&kecamatan=32.76.05"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "pasar"},
        {"text": "a" * 2001},
        {"text": "Lihat https://jualan.example/x untuk pasar"},
        {"text": "Kunjungi www.jualan.example segera ya"},
        {"text": "Modal cepat di pinjol.xyz tanpa syarat"},
        {"text": "Modal cepat lewat bit.ly/modal hari ini"},
        {"text": "Hubungi kami lewat wa.me/toko untuk modal"},
        {"text": "Telepon saya di 0812 - 3456 - 7890 untuk pasar"},
        {"name": "Klik https://jualan.example/x"},
        {"name": "Sari 9999990101019999"},
        {"text": "NIK saya 9999990101019999 mohon dibantu modal"},
        {"text": "Telepon saya di 0812-3456-7890 untuk pasar"},
        {"text": "Kirim ke saya@contoh.id soal pelatihan"},
        {"id": "bukan-id"},
        {"id": ""},
        {"phone": "12"},
        {"name": "n" * 151},
    ],
)
def test_bad_input_is_said_and_nothing_kept(box, wrong):
    answer = Client().post(PATH, form(**wrong))
    assert answer.status_code == 422
    assert not rows().exists()


def test_html_is_shown_as_it_was_written(box, town):
    Client().post(PATH, form(text="<script>alert(1)</script> pasar mingguan", name="<b>Sari</b>"))
    page = text(town.client("office").get(f"/aspirasi/{rows().get().id}/"))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "<b>Sari" not in page


def test_characters_that_hide_or_turn_text_are_dropped(box):
    Client().post(PATH, form(text="Pasar\u202e min\x07gguan \u200bdi kelurahan", name="Sa\u202eri"))
    row = rows().get()
    assert (row.text, row.name) == ("Pasar mingguan di kelurahan", "Sari")


def test_a_huge_body_is_no_breakdown(box):
    answer = Client(raise_request_exception=False).post(PATH, form(text="a" * 6_000_000))
    assert answer.status_code in (400, 413, 422)
    assert not rows().exists()


def test_a_machine_that_fills_in_the_trap_is_thanked_and_nothing_kept(box):
    assert Client().post(PATH, form(website="https://spam.example")).status_code == 302
    assert not rows().exists()


def test_pressed_twice_or_sent_again_by_the_same_it_is_one(box):
    client, said = Client(), form()
    for each in (said, said, form(), form(text=f"  {WISH.upper()}!  ")):
        assert client.post(PATH, each).status_code == 302
    assert rows().count() == 1
    assert (
        Client(REMOTE_ADDR="10.0.0.9").post(PATH, form()).status_code == 302
    )  # somebody else wishes the same
    assert rows().count() == 2


def test_who_shares_an_address_and_leaves_a_number_is_told_too(box):
    client = Client(REMOTE_ADDR="10.0.0.1")
    for phone in ("", "0812-3456-7890", "0812-3456-7891", "0812-3456-7891"):
        assert client.post(PATH, form(phone=phone)).status_code == 302
    assert sorted(rows().values_list("phone", flat=True)) == ["", "+6281234567890", "+6281234567891"]


@pytest.mark.parametrize("words", ["Pasar tiap pekan dan/atau pelatihan", "Perbaiki jl.raya/pasar untuk usaha", "Rencana 2024-2026 memuat pasar"])  # fmt: skip
def test_what_is_no_address_is_kept(box, words):
    assert Client().post(PATH, form(text=words)).status_code == 302
    assert rows().get().text == words


def test_the_same_id_with_other_words_is_refused(box):
    said = form()
    Client().post(PATH, said)
    assert (
        Client(REMOTE_ADDR="10.0.0.9").post(PATH, said | {"text": "Yang lain sama sekali"}).status_code == 422
    )
    assert rows().count() == 1


def test_a_flood_from_one_address_is_stopped_and_others_are_not(box):
    client = Client(REMOTE_ADDR="10.0.0.1")
    for n in range(MOST_FROM):
        assert client.post(PATH, form(text=f"Harapan yang ke {n} sekian")).status_code == 302
    answer = client.post(PATH, form(text="Satu lagi dari mesin yang sama"))
    assert "Coba lagi satu jam kemudian" in text(answer)
    assert Client(REMOTE_ADDR="10.0.0.2").post(PATH, form()).status_code == 302
    assert rows().count() == MOST_FROM + 1


def test_a_flood_from_many_addresses_is_stopped_for_the_box_alone(box, office, town):
    other = actions.open_boxes(by=office, programme=town.programme, regions=["32.76.04"])[0]
    for n in range(MOST_IN):
        heard = Heard(uuid.uuid4(), "", f"Harapan nomor {n} dari mana saja")
        actions.send_aspiration(box=box, heard=heard, address=f"10.1.{n // 250}.{n % 250}")
    last = Heard(uuid.uuid4(), "", "Satu lagi dari tempat lain")
    with pytest.raises(Refused, match="satu jam"):
        actions.send_aspiration(box=box, heard=last, address="10.9.9.9")
    actions.send_aspiration(box=other, heard=last, address="10.9.9.9")


def test_the_address_is_not_kept_as_such(box):
    Client(REMOTE_ADDR="10.20.30.40").post(PATH, form())
    assert "10.20.30.40" not in rows().get().sent_from
    assert len(rows().get().sent_from) == 32


@pytest.mark.parametrize("code", ["32.76.04", "32.76", "32.76.05.1003", "x", "99.99.99", "'; --", "32.76.5"])
def test_only_where_it_is_open(box, code):
    assert Client().get(f"/aspirasi-warga/{code}/").status_code == 404
    assert Client().post(f"/aspirasi-warga/{code}/", form()).status_code == 404


def test_closed_it_says_where_else(box, office, town):
    assert "Beji" in text(Client().get("/aspirasi-warga/")) or "32.76.05" in text(
        Client().get("/aspirasi-warga/")
    )
    assert town.client("office").post(f"/aspirasi/tautan/{box.id}/tutup/").status_code == 302
    assert "tidak dibuka" in text(Client().get(PATH))
    assert town.client("office").post(f"/aspirasi/tautan/{box.id}/tutup/").status_code == 409
    with pytest.raises(Conflict, match="kantor kecamatan"):
        actions.send_aspiration(box=box, heard=Heard(uuid.uuid4(), "", WISH))


def test_the_office_opens_all_and_prints_the_poster(town, july):
    client = town.client("office")
    assert "Buka 11 yang tertutup" in text(client.get("/aspirasi/tautan/"))
    client.post("/aspirasi/tautan/", {"region": ["32.76.05", "32.76.04", "32.77.01", "x"]})
    held = Box.objects.unscoped("test").filter(closed_at=None)
    assert sorted(held.values_list("region", flat=True)) == ["32.76.04", "32.76.05"]
    client.post("/aspirasi/tautan/", {"region": ["32.76.05"]})
    assert held.count() == 2
    page = text(client.get(f"/aspirasi/tautan/{held.get(region='32.76.05').id}/"))
    assert "<svg" in page
    assert "http://testserver/aspirasi-warga/32.76.05/" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("camat", 200),
        ("ana", 403),
        ("head", 403),
        ("participant", 403),
        ("elsewhere", 403),
    ],
)
def test_who_keeps_the_links(town, box, who, status):
    assert town.client(who).get("/aspirasi/tautan/").status_code == status
    closing = town.client(who).post(f"/aspirasi/tautan/{box.id}/tutup/").status_code
    assert closing == (302 if status == 200 else closing)
    assert closing in ((302,) if status == 200 else (403, 404))


def test_a_kecamatan_opens_its_own_alone(town, july):
    town.client("camat").post("/aspirasi/tautan/", {"region": ["32.76.04"]})
    assert not Box.objects.unscoped("test").exists()


def test_a_day_later_the_same_words_are_a_new_wish(box):
    now = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)
    for when in (now, now + datetime.timedelta(hours=1), now + datetime.timedelta(days=2)):
        heard = Heard(uuid.uuid4(), "", WISH)
        actions.send_aspiration(box=box, heard=heard, address="10.0.0.1", now=when)
    assert rows().count() == 2
