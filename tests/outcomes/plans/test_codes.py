"""The nomenclature: a sample until the office loads its own, which then holds."""

import pytest

from dampingi.foundation.errors import Denied, Refused
from dampingi.outcomes.plans.actions import load_codes
from dampingi.outcomes.plans.codes import codes_of, read
from dampingi.outcomes.plans.models import CodeList
from tests.records.town import KOTA

pytestmark = pytest.mark.usefixtures("july")
OWN = "2.17.07\tProgram Pemberdayaan\n2.17.07.2.01;Pemberdayaan\n2.17.07.2.01.0009  Kegiatan baru"


def test_an_office_s_own_list_holds_and_the_latest_of_them(town):
    assert codes_of(KOTA).number == 0
    assert codes_of(KOTA).known("2.17.07.2.01.0001")
    load_codes(by=town.actor("office"), region=KOTA, source="SK 1/2026", text=OWN)
    load_codes(by=town.actor("office"), region=KOTA, source="SK 2/2026", text=OWN.replace("baru", "terbaru"))
    found = codes_of(KOTA)
    assert (found.number, found.source, found.subs()) == (
        2,
        "SK 2/2026",
        [("2.17.07.2.01.0009", "Kegiatan terbaru")],
    )
    assert found.above("2.17.07.2.01.0009", 3) == ("2.17.07", "Program Pemberdayaan")
    assert not found.known("2.17.07.2.01.0001")
    assert codes_of("32.77").number == 0


@pytest.mark.parametrize(("text", "told"), [
    ("", "Tempel"), ("abc Nama", "Baris 1"), ("2.17.07 Program\nx", "Baris 2"), ("2.17.07.2.01.0009", "tulis nama"), ("2.17.07 A\n2.17.07 B", "dua kali"), ("2.17.07 A", "sub-kegiatan"),
    ("2.17 Urusan", "Baris 1"),
])  # fmt: skip
def test_a_wrong_line_is_named(text, told):
    with pytest.raises(Refused, match=told):
        read(text)


def test_the_page_shows_and_loads_and_only_the_office_may(town):
    client = town.client("office")
    assert "contoh kecil" in client.get("/rencana/kode/").content.decode()
    assert client.post("/rencana/kode/", {"region": KOTA, "source": "SK", "text": "x"}).status_code == 422
    assert client.post("/rencana/kode/", {"region": KOTA, "source": "SK", "text": OWN}).status_code == 302
    assert "Kegiatan baru" in client.get("/rencana/kode/").content.decode()
    assert town.client("head").get("/rencana/kode/").status_code == 200
    assert (
        town.client("head").post("/rencana/kode/", {"region": KOTA, "source": "SK", "text": OWN}).status_code
        == 403
    )
    with pytest.raises(Denied):
        load_codes(by=town.actor("elsewhere"), region=KOTA, source="SK", text=OWN)
    assert CodeList.objects.unscoped("test").count() == 1
