"""The demo city in small, and who is who in it: the personas of the access tests."""

import datetime
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.test import Client

from dampingi.capture.imports.actions import bring_sheet
from dampingi.demo import city as demo
from dampingi.demo.personas import BY_KEY
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.tasks import run
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.models import RegionAlias
from dampingi.outcomes.papers.batches import start_printing
from dampingi.pages.register.tasks import CHANGE
from dampingi.records.businesses.models import Business
from dampingi.records.checkups.actions import call_check_ups
from dampingi.records.duplicates.actions import merge_certain, search_now, set_certainty
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, Programme

TODAY = datetime.date(2026, 11, 21)
STRANGER = "orang luar"
NEXT_MENTOR = "pendamping kelurahan sebelah"
PERSONAS = (
    "penyelenggara",
    "kepala",
    "pendamping-kota",
    "pendamping-kecamatan",
    "pendamping",
    NEXT_MENTOR,
    "peserta",
    "koordinator",
    "bappeda",
    "inspektorat",
    "provinsi",
    "bank",
    STRANGER,
)
"""Office, head, mentors of the city, the kecamatan, this kelurahan and the next one, participant, coordinator, panel
member, inspector, province, partner, and someone who is not logged in."""


@dataclass(frozen=True)
class City:
    programme: Programme
    today: datetime.date = TODAY

    @classmethod
    def built(cls) -> "City":
        load_regions(within="32.76")
        with tempfile.TemporaryDirectory() as folder:
            built = demo.build(
                seed=7, today=TODAY, progress=lambda *_: None, size=demo.SMALL, folder=Path(folder)
            )
        city = cls(Programme.objects.get(code=built.programme))
        city._use()
        return city

    def _use(self) -> None:
        """What nobody has done yet in a city fresh from its build: a sheet, long work, a change of many, merging by certainty, alumni."""
        by = self.actor("penyelenggara")
        sheet = (
            b"Nama usaha;Nama pemilik;Kelurahan\nKeripik Sari;Sari Dewi;Depok\nBakso Tono;Tono;Depok Jaya\n"
        )
        bring_sheet(by=by, content=sheet, name="usaha.csv", kind="businesses", region=self.programme.region)
        RegionAlias.objects.create(
            region_id="32.76.05.1004", name="Mekar Djaja", key="mekarjaya", added_by=by.label
        )
        start(by=by, kind="import_sheet")
        change = {"bulk": {"what": "sector", "value": "kuliner"}, "chosen": "sektor=kuliner"}
        count = Business.objects.for_actor(by, Permission.VIEW_BUSINESSES)
        change["count"] = count.filter(archived_at=None, sector="kuliner").count()
        run.call(job_id=str(start(by=by, kind=CHANGE, params=change).id))
        self._print_a_month(by)
        call_check_ups(programme=self.programme)
        set_certainty(by=by, region=self.programme.region, at_least=0.99)
        merge_certain(search_now(by=by, region=self.programme.region))
        set_certainty(by=by, region=self.programme.region, at_least=None)

    def _print_a_month(self, by: Actor) -> None:
        approved = MonthlyReport.objects.unscoped("test").filter(state=MonthlyReport.State.APPROVED)
        month = approved.order_by("-month").values_list("month", flat=True)[0]
        run.call(job_id=str(start_printing(by=by, month=month).id))

    def user(self, persona: str) -> User | None:
        if persona == STRANGER:
            return None
        if persona == NEXT_MENTOR:
            return self._next_mentor().user
        return User.objects.get(login=BY_KEY[persona].login)

    def actor(self, persona: str) -> Actor:
        user = self.user(persona)
        return actor_of(user, on=self.today) if user else Actor.stranger()

    def client(self, persona: str, **options: object) -> Client:
        """A browser in which that person has logged in. A view that breaks answers 500 instead of raising."""
        client = Client(raise_request_exception=False, **options)
        user = self.user(persona)
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def mentor(self, persona: str = "pendamping") -> Mentor:
        return Mentor.objects.unscoped("test").get(user=self.user(persona))

    def _next_mentor(self) -> Mentor:
        """Of another kelurahan in the same kecamatan as the persona `pendamping`."""
        own = self.mentor()
        near = Mentor.objects.unscoped("test").filter(region__startswith=own.region[:9], ended_on=None)
        others = (
            m for m in near.exclude(id=own.id).order_by("region", "name") if len(m.region) == len(own.region)
        )
        return next(m for m in others if m.region != own.region)
