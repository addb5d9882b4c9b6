"""The agreement of a grant on paper: sum, purpose, parts and what is to be told."""

import pytest

from tests.pdf import words
from tests.records.conftest import july, origin, programme, town
from tests.records.grants.conftest import _folder, agreed, cooperative, micro, owned, recipient

__all__ = ["_folder", "july", "micro", "origin", "owned", "programme", "town"]
pytestmark = pytest.mark.usefixtures("july", "micro", "owned")


def test_social_aid_to_a_person(town):
    found = agreed(town, recipient(town))
    said = words(town.client("office").get(f"/hibah/perjanjian/{found.id}/naskah.pdf"))
    for each in (
        "PERJANJIAN PEMBERIAN BANTUAN SOSIAL",
        "900/1/NPHD/2026",
        "Rp 2.000.000",
        "Membeli freezer",
        "Rp 1.000.000",
        "60 hari",
        "Warga 0, Pemilik",
    ):
        assert each in said


def test_a_grant_to_a_cooperative_is_an_nphd(town):
    cooperative()
    found = agreed(town, recipient(town, form="group_grant"), their_position="Ketua")
    said = words(town.client("head").get(f"/hibah/perjanjian/{found.id}/naskah.pdf"))
    assert "NASKAH PERJANJIAN HIBAH DAERAH" in said
    assert "Ketua, Koperasi Maju" in said


@pytest.mark.parametrize(("who", "status"), [("budi", 404), ("partner", 403), ("participant", 200)])
def test_who_reads_it(town, who, status):
    found = agreed(town, recipient(town))
    assert town.client(who).get(f"/hibah/perjanjian/{found.id}/naskah.pdf").status_code == status
