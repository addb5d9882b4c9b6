"""Papers of equipment aid: the decree once decided, the handover with its photo, and a second version once it is confirmed."""

import pytest

from dampingi.outcomes.documents.models import Document
from dampingi.records.equipment.actions import handing
from tests.pdf import pages, words
from tests.records.conftest import july, origin, programme, town
from tests.records.equipment.conftest import _folder, awarded, handed, line, noted, photo, proposed

__all__ = ["_folder", "july", "origin", "programme", "town"]
pytestmark = pytest.mark.usefixtures("july")


def test_the_decree_is_a_paper_once_somebody_decided(town):
    waiting = proposed(town, line(noted(town, 1)))
    office = town.client("office")
    assert office.get(f"/bantuan-alat/keputusan/{waiting.id}/sk.pdf").status_code == 404
    award = awarded(town)
    said = words(office.get(f"/bantuan-alat/keputusan/{award.decree_id}/sk.pdf"))
    for each in (
        "KEPUTUSAN PENERIMA BANTUAN ALAT",
        "001/SK-BANTUAN-ALAT/2026",
        "Warga 0",
        "Oven gas",
        "Rp 3.000.000",
        "Kapasitas kurang",
        "DPA 2026",
    ):
        assert each in said


def test_the_handover_shows_the_item_and_both_sides(town):
    award = awarded(town)
    office, address = town.client("office"), f"/bantuan-alat/barang/{award.id}/bast.pdf"
    assert office.get(address).status_code == 404
    handed(town, award)
    raw = b"".join(office.get(address).streaming_content)
    said = words(raw)
    for each in (
        "BERITA ACARA SERAH TERIMA",
        "PIHAK KESATU",
        "Sari, Kepala bidang",
        "Warga 0, penerima",
        "Oxone 123",
    ):
        assert each in said
    assert "membenarkan penerimaan" not in said
    assert any(page.images for page in pages(raw))


def test_confirmed_there_is_a_version_that_says_so_in_place_of_the_first(town):
    award = awarded(town)
    handed(town, award)
    office, address = town.client("office"), f"/bantuan-alat/barang/{award.id}/bast.pdf"
    words(office.get(address))
    handing.confirm_paper(by=town.actor("office"), award=award.id, photo=photo())
    assert "PIHAK KEDUA membenarkan penerimaan dengan tanda tangan" in words(office.get(address))
    first, second = (
        Document.objects.unscoped("test").filter(kind="equipment_bast").order_by("made_at", "number")
    )
    assert first.succeeded_by_id == second.id or second.succeeded_by_id == first.id
