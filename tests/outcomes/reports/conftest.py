import datetime

import pytest

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import digest
from dampingi.outcomes.reports.composing import compose
from tests.outcomes.reports.material import made

SYSTEM = Actor.for_system("test")
MADE = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC)
HEAD = {
    "government": "Pemerintah Kota Contoh",
    "office": "Dinas Koperasi dan Usaha Mikro",
    "address": "Jalan Contoh Raya No. 1",
    "contact": "dkum@contoh.example",
    "place": "Contoh",
    "signatory": "Ratna Contoh",
    "signatory_title": "Kepala Dinas",
    "signatory_rank": "Pembina Utama Muda",
    "signatory_nip": "19700101 199503 2 001",
}


def framed(material) -> dict:
    """What an action would freeze of this material, without a database."""
    return compose(material) | {
        "schema": 2,
        "kind": "city_report",
        "programme": dict(material.programme),
        "region": {"code": material.region.code, "name": material.region.name},
        "as_of": material.as_of.isoformat(),
        "made_at": MADE.isoformat(timespec="seconds"),
        "made_by": {"name": "Ratna Contoh", "roles": ["Penyelenggara"]},
        "letterhead": HEAD,
        "number": "500.3/12/DKUM/2026",
        "site": "https://dampingi.example",
        "audit": {"sequence": 12345, "hash": "ab" * 32},
    }


@pytest.fixture(scope="session")
def data() -> dict:
    return framed(made())


@pytest.fixture(scope="session")
def sha256(data) -> str:
    return digest(data)
