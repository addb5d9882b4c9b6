"""What the office publishes: its letterhead, the year's report so far, and each month's open table of constraints and figures."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.constraints.actions import publish as publish_table
from dampingi.insight.monitoring.actions import publish_figures
from dampingi.outcomes.documents.actions import set_letterhead
from dampingi.outcomes.papers.actions import issue_assignments
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
OPEN_MONTHS = 3


def appoint_in_writing(b: Building) -> None:
    """The office's letterhead, and on it an appointment letter for every mentor."""
    office, year = b.persona("penyelenggara"), b.year.on(1, 1).year
    set_letterhead(by=office, region=CITY, values=HEAD | {"signatory": b.users["kepala"].name})
    basis = f"Keputusan Kepala Dinas Koperasi dan Usaha Mikro Nomor 3 Tahun {year} tentang Penetapan Pendamping (contoh)"
    issue_assignments(by=office, mentors=[m.id for m in b.mentors], on=b.year.on(1, 29), basis=basis)


def publish(b: Building) -> None:
    b.clock.set(b.today)
    office = b.persona("penyelenggara")
    make_report(by=office, programme=b.programme, as_of=b.today)


def open_tables(b: Building) -> None:
    """The last months' editions, each on the first of the next month: constraints as the worker does, the programme's figures by the office."""
    by, office = Actor.for_system("open data"), b.persona("penyelenggara")
    first = b.today.replace(day=1)
    for _month in range(OPEN_MONTHS):
        day = first - datetime.timedelta(days=1)
        b.clock.set(first)
        publish_table(by=by, region=CITY, day=day)
        publish_figures(by=office, programme=b.programme)
        first = day.replace(day=1)
    b.clock.set(b.today)
