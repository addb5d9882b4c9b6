import datetime

import pytest

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.actions import load_regions
from dampingi.outcomes.documents.actions import issue, keep_printing

SYSTEM = Actor.for_system("test")
MADE = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def document(db):
    load_regions(within="32.76")
    return issue(
        by=SYSTEM,
        kind="city_report",
        title="Laporan Wirausaha Baru 2026 Kota Depok",
        content_hash="3f0a91c277de0b14" * 4,
        region="32.76",
        programme=None,
        made_at=MADE,
        number="500.3/12/DKUM/2026",
    )


@pytest.fixture
def printing(document):
    return keep_printing(by=SYSTEM, document=document, format="pdf", body=b"%PDF-1.7 isi laporan")
