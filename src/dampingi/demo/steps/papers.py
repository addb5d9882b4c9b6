"""What the office publishes: its letterhead, and the year's report so far."""

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.outcomes.documents.actions import set_letterhead
from dampingi.outcomes.reports.actions import make_report

HEAD = {
    "government": "Pemerintah Kota Depok",
    "office": "Dinas Koperasi dan Usaha Mikro",
    "address": "Jalan Contoh Raya Nomor 1, Kota Depok (alamat demo)",
    "contact": "kantor@depok.example",
    "place": "Depok",
    "signatory_title": "Kepala Dinas Koperasi dan Usaha Mikro",
    "signatory_rank": "Pembina Utama Muda, IV/c",
    "signatory_nip": "00000000 000000 0 000",
}
"""The NIP is none that could be anyone's."""


def publish(b: Building) -> None:
    b.clock.set(b.today)
    office = b.persona("penyelenggara")
    set_letterhead(by=office, region=CITY, values=HEAD | {"signatory": b.users["kepala"].name})
    make_report(by=office, programme=b.programme, as_of=b.today)
