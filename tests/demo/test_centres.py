"""The demo of service centres: who is there, what was done in the year, and that the province decides what the kabupaten evaluated."""

import datetime
import json

import pytest
from django.db import transaction
from django.test import Client

from dampingi.demo import centres, installation
from dampingi.demo.centres.consultants import OF_BELITUNG
from dampingi.demo.personas import BELITUNG, BY_KEY, CENTRE, OF_CENTRES, logins
from dampingi.demo.sizes import BABEL_SMALL
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.actions import load_regions
from dampingi.insight.agreements.queries import in_force
from dampingi.insight.evaluation.models import Evaluation, Result, Subject
from dampingi.insight.evaluation.queries import evaluations
from dampingi.insight.rounds.models import Round
from dampingi.outcomes.decisions.models import Determination
from dampingi.outcomes.decisions.queries import own_decision, seen
from dampingi.outcomes.plans.models import Plan
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.problems.models import Problem
from dampingi.records.programmes.models import Mentor

TODAY = datetime.date(2026, 11, 21)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker, tmp_path_factory):
    """Built once to be read by the tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_regions(within=CENTRE)
        yield centres.build(
            seed=7, today=TODAY, progress=lambda *_: None, size=BABEL_SMALL, folder=tmp_path_factory.mktemp("home")
        )  # fmt: skip
        transaction.set_rollback(True)


def user(key: str) -> User:
    return User.objects.get(login=BY_KEY[key].login)


def actor(key: str):
    return actor_of(user(key), on=TODAY)


def test_eight_consultants_of_the_province_in_seven_fields_and_belitungs_besides(province):
    found = Mentor.objects.unscoped("test").values_list("region", "field")
    own = [field for region, field in found if region == CENTRE]
    assert len(own) == 8
    assert set(own) == set(source_names("mentor_fields"))
    assert len(set(own)) == 7
    assert {field for region, field in found if region == BELITUNG} == set(OF_BELITUNG)


def test_all_have_signed_their_targets_and_work_programme(province):
    ids = list(Mentor.objects.unscoped("test").values_list("id", flat=True))
    agreed = in_force(ids)
    assert set(agreed) == set(ids)
    assert all(a.targets and a.lines for a in agreed.values())


def test_the_clinics_were_held_all_year_and_some_did_not_come(province):
    held = Booking.objects.unscoped("test").filter(slot__on__lt=TODAY)
    assert set(held.values_list("slot__on__month", flat=True)) >= set(range(2, 11))
    assert set(held.values_list("state", flat=True)) == {"attended", "absent"}
    assert not held.filter(state="attended", result="").exists()
    assert Slot.objects.unscoped("test").filter(region=BELITUNG).exists()
    assert Booking.objects.unscoped("test").filter(slot__on__gt=TODAY, state="booked").exists()


def test_nobody_is_compared_and_each_centre_was_evaluated_by_its_own_office(province):
    made = {e.region: e for e in Evaluation.objects.unscoped("test")}
    assert {region: e.subjects.count() for region, e in made.items()} == {CENTRE: 8, BELITUNG: 3}
    assert all(r.body["place"] is None for r in Result.objects.all())
    assert made[BELITUNG].created_by == str(user("dinas-belitung").id)
    assert made[BELITUNG].instrument_id == made[CENTRE].instrument_id


def test_the_kabupaten_evaluated_and_the_province_has_decided(province):
    told = {d.region: d for d in Determination.objects.unscoped("test")}
    belitung = told[BELITUNG]
    assert belitung.authority == CENTRE
    assert belitung.signed_by == user("kepala-babel").id
    assert set(belitung.decisions.values_list("approved_by", flat=True)) == {user("kepala-belitung").id}
    assert told[CENTRE].signed_at is None
    assert told[CENTRE].minuted_at is not None


def test_the_kabupaten_sees_its_own_centre_and_the_province_both(province):
    for key, regions in (("dinas-belitung", {BELITUNG}), ("kepala-babel", {CENTRE, BELITUNG})):
        assert set(evaluations(actor(key)).values_list("region", flat=True)) == regions
        assert set(seen(actor(key)).values_list("region", flat=True)) == regions
    reached = Mentor.objects.for_actor(actor("dinas-belitung"), Permission.VIEW_MENTORS)
    assert set(reached.values_list("region", flat=True)) == {BELITUNG}
    client = Client()
    client.force_login(user("dinas-belitung"))
    provinces = Determination.objects.unscoped("test").get(region=CENTRE)
    assert client.get(f"/penetapan/{provinces.id}/").status_code == 404
    client.force_login(user("kepala-babel"))
    assert client.get(f"/penetapan/{provinces.id}/").status_code == 200


def test_a_consultant_reads_their_own_decision_once_it_is_signed(province):
    own = {s.mentor.user_id: s.id for s in Subject.objects.select_related("mentor")}
    for key, told in (("konsultan-belitung", True), ("konsultan-provinsi", False)):
        assert (own_decision(actor(key), own[user(key).id]) is not None) is told
    other = next(
        s for s in Subject.objects.filter(region=BELITUNG) if s.id != own[user("konsultan-belitung").id]
    )
    assert own_decision(actor("konsultan-belitung"), other.id) is None


def test_everyone_of_the_demo_can_log_in_and_opens_their_first_page(province):
    assert [person.key for person in logins()] == [p.key for p in OF_CENTRES]
    for person in OF_CENTRES:
        client = Client()
        client.force_login(user(person.key))
        assert client.get("/").status_code == 200, person.key
    assert actor("inspektorat-babel").may(Permission.SEE_AUDIT, region=CENTRE)
    assert Role.HEAD not in actor("kepala-plut").roles


def test_a_folder_with_another_demo_is_left_alone(settings, tmp_path):
    settings.HOME = tmp_path
    (tmp_path / "demo.json").write_text(json.dumps({"seed": 1, "today": str(TODAY), "size": "kecil"}))
    wanted = installation.Wanted(seed=1, today=TODAY, city="babel")
    with pytest.raises(Refused, match="--fresh"):
        installation._refuse_another(wanted)
    installation._refuse_another(installation.Wanted(seed=1, today=TODAY))
    installation._refuse_another(installation.Wanted(seed=1, today=TODAY, city="depok"))


def test_the_province_has_asked_its_kabupaten_and_belitung_waits_to_be_checked(province):
    held = Round.objects.unscoped("test").get()
    assert held.region == CENTRE
    assert held.entries.count() == 7
    assert {e.region for e in held.entries.filter(state="submitted")} == {BELITUNG}


def test_a_problem_was_answered_by_the_province_and_one_still_waits_for_it(province):
    found = Problem.objects.for_actor(actor("dinas-belitung"), Permission.VIEW_PROBLEMS)
    assert found.count() == 3
    assert set(found.values_list("held", flat=True)) == {"local", "province"}


def test_the_year_leads_to_a_plan_of_the_province_with_its_forum_and_an_allocation(province):
    plan = Plan.objects.for_actor(actor("kepala-babel"), Permission.VIEW_PLANS).get(region=CENTRE)
    assert plan.year == TODAY.year + 1
    assert plan.minutes.exists()
    assert plan.allocations.get().found
    assert not Plan.objects.for_actor(actor("kepala-belitung"), Permission.VIEW_PLANS).exists()


def test_pages_of_a_centre_tell_what_it_does_and_not_that_nobody_is_enrolled(province):
    client = Client()
    client.force_login(user("dinas-babel"))
    for page in (client.get("/").content.decode(), client.get("/dasbor/").content.decode()):
        assert page.index("Usaha datang ke klinik") < page.index("Tempat klinik terpakai")
        assert "peserta aktif" not in page
        assert "Belum ada peserta" not in page
    client.force_login(user("konsultan-provinsi"))
    assert "Klinik Anda" in client.get("/").content.decode()
    assert "Kunjungan hari ini" not in client.get("/").content.decode()
