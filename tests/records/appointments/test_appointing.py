"""From recruitment, from last year or by hand; what makes an appointment count; nobody twice."""

import datetime
import re

import pytest
import time_machine

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.outcomes.papers.actions import issue_assignments
from dampingi.records.appointments.actions import appoint, declare, set_fields, set_rules
from dampingi.records.appointments.intake import Appointing, Period
from dampingi.records.appointments.models import Terms
from dampingi.records.appointments.queries import history_of, to_appoint, to_reappoint, why_not
from dampingi.records.programmes.actions import assign_caseloads, create_programme, end_mentor
from dampingi.records.programmes.intake import StagePlan
from dampingi.records.programmes.models import Mentor
from dampingi.records.recruitment.actions import withdraw
from tests.records.conftest import FEBRUARY, HERE, NEXT, SYSTEM
from tests.records.recruitment.conftest import applied, checked, decided, plan, ready, scored
from tests.records.town import TODAY

PERIOD = Period(TODAY, datetime.date(2026, 11, 30))


@pytest.fixture(autouse=True)
def _that_day(july, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def by_hand(
    town, name="Citra", login="citra@contoh.id", region=HERE, by="office", period=PERIOD, **told
) -> Mentor:
    row = Appointing(name=name, region=region, login=login, fields=("pemasaran",), sex="P", **told)
    return appoint(by=town.actor(by), programme=town.programme, rows=[row], period=period)[0]


def themselves(mentor: Mentor) -> Actor:
    return actor_of(mentor.user, on=TODAY)


def chosen(town, **told):
    from dampingi.records.recruitment import actions

    call = actions.save_call(by=town.actor("office"), programme=town.programme, plan=plan())
    call = actions.open_call(by=town.actor("office"), call=call.id)
    ready(town, call)
    a = applied(call, **told)
    checked(town, a)
    scored(town, a)
    return decided(town, call)[0]


def test_a_new_person_gets_an_account_a_role_and_word(town):
    made = by_hand(town)
    assert (made.user.login, made.user.has_usable_password()) == ("citra@contoh.id", False)
    assert themselves(made).roles == {"mentor"}
    assert "Tandatangani pernyataan netral" in str(Notice.objects.get(user=made.user))
    assert set(made.expertise.values_list("field", flat=True)) == {"pemasaran"}


def test_a_person_known_already_keeps_their_account(town):
    made = by_hand(town, name="Coordinator", login="COORDINATOR@contoh.id")
    assert made.user_id == town.users["coordinator"].id


def test_nobody_is_appointed_twice_in_one_programme(town):
    by_hand(town)
    with pytest.raises(Conflict, match="Citra sudah diangkat"):
        by_hand(town, region=NEXT)
    rows = [Appointing(name="Dini", region=HERE, login="dini@contoh.id")] * 2
    with pytest.raises(Conflict, match="sudah diangkat"):
        appoint(by=town.actor("office"), programme=town.programme, rows=rows, period=PERIOD)
    assert not User.objects.filter(login="dini@contoh.id").exists()


@pytest.mark.parametrize("name", ["ana", "camat", "head", "coordinator", "elsewhere"])
def test_only_the_office_of_the_place_appoints(town, name):
    with pytest.raises(Refused):
        by_hand(town, by=name)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"region": "32.77.01.1001"}, "di luar program"),
        ({"login": " "}, "e-mail atau nomor"),
        ({"name": " "}, "Isi nama"),
        ({"period": Period(datetime.date(2027, 1, 1), datetime.date(2027, 2, 1))}, "di luar masa program"),
        ({"period": Period(TODAY, FEBRUARY)}, "lebih awal"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_made(town, told, words):
    with pytest.raises(Refused, match=words):
        by_hand(town, **told)
    assert not Terms.objects.exists()


def test_until_neutrality_is_signed_it_does_not_count(town):
    made = by_hand(town)
    assert "pernyataan netral" in why_not([made])[made.id]
    with pytest.raises(Refused, match="pernyataan netral"):
        assign_caseloads(by=town.actor("office"), pairs=[(made, town.first)], on=TODAY)
    with pytest.raises(Refused, match="pernyataan netral"):
        issue_assignments(by=town.actor("office"), mentors=[made.id], on=TODAY, basis="SK")
    terms = declare(by=themselves(made), mentor=made.id)
    assert digest(terms.declaration.text) == terms.declaration.hash
    assert why_not([made]) == {}
    assign_caseloads(by=town.actor("office"), pairs=[(made, town.first)], on=TODAY)
    assert issue_assignments(by=town.actor("office"), mentors=[made.id], on=TODAY, basis="SK")[0].number


def test_nobody_signs_for_another(town):
    made = by_hand(town)
    for name in ("office", "ana"):
        with pytest.raises(Denied):
            declare(by=town.actor(name), mentor=made.id)
    assert town.client("office").post(f"/pendamping/{made.id}/netral/", {"declared": "on"}).status_code == 403


def test_where_the_programme_asks_for_it_tot_must_be_passed(town):
    from dampingi.records.tot import actions as tot
    from dampingi.records.tot.intake import Points
    from tests.records.tot.test_tot import held

    set_rules(by=town.actor("office"), programme=town.programme, tot_needed=True)
    made = by_hand(town)
    declare(by=themselves(made), mentor=made.id)
    with pytest.raises(Refused, match="belum lulus TOT"):
        assign_caseloads(by=town.actor("office"), pairs=[(made, town.first)], on=TODAY)
    office, course = town.actor("office"), held(town)
    trainee = tot.invite(by=office, course=course.id, mentors=[made.id])[0]
    for session in course.sessions.all():
        tot.record_presence(by=office, session=session.id, present=[trainee.id])
    tot.record_tests(by=office, course=course.id, rows=[Points(trainee.id, 10, 90)])
    assert why_not([made])
    tot.close_course(by=office, course=course.id)
    assert why_not([made]) == {}


def test_tot_is_not_asked_of_a_consultant(town):
    set_rules(by=town.actor("office"), programme=town.programme, tot_needed=True)
    made = by_hand(town, region="32.76", field="ti")
    declare(by=themselves(made), mentor=made.id)
    assert why_not([made]) == {}


def test_mentors_without_terms_count_as_before(town):
    set_rules(by=town.actor("office"), programme=town.programme, tot_needed=True)
    assert why_not(list(town.mentors.values())) == {}


def test_whom_recruitment_chose_is_appointed_once_and_has_signed_already(town):
    a = chosen(town, email="rina@contoh.id")
    office = town.actor("office")
    assert list(to_appoint(office, town.programme)) == [a]
    row = Appointing(name=a.name, region=a.region, fields=tuple(a.fields), applicant=a.id)
    made = appoint(by=office, programme=town.programme, rows=[row], period=PERIOD)[0]
    assert (made.user.login, made.terms.applicant_id, made.terms.declared_at) == (
        "rina@contoh.id",
        a.id,
        a.declared_at,
    )
    assert why_not([made]) == {}
    assert list(to_appoint(office, town.programme)) == []
    with pytest.raises(Conflict):
        appoint(by=office, programme=town.programme, rows=[row], period=PERIOD)


def test_who_stepped_back_is_not_appointed(town):
    a = chosen(town)
    withdraw(applicant=a.id)
    row = Appointing(name=a.name, region=a.region, applicant=a.id)
    with pytest.raises(Refused, match="terpilih"):
        appoint(by=town.actor("office"), programme=town.programme, rows=[row], period=PERIOD)


def test_next_year_the_same_person_goes_on_with_their_history(town):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=TODAY, reason="Akhir tahun")
    following = create_programme(
        by=SYSTEM, code="WUB-2027", name="Wirausaha Baru 2027", region="32.76", starts_on=datetime.date(2027, 2, 1),
        ends_on=datetime.date(2027, 11, 30), schemes=[], stages=[StagePlan("a", "A", datetime.date(2027, 3, 1))], quotas={},
    )  # fmt: skip
    office = town.actor("office")
    assert {m.name for m in to_reappoint(office, following)} == {"Ana", "Budi", "Camat", "Kota"}
    row = Appointing(name="Ana", region=HERE, follows=town.mentor("ana").id)
    period = Period(following.starts_on, following.ends_on)
    made = appoint(by=office, programme=following, rows=[row], period=period)[0]
    assert made.user_id == town.users["ana"].id
    assert [m.programme.code for m in history_of(made)] == ["WUB-2027", "WUB-2026"]
    assert "Ana" not in {m.name for m in to_reappoint(office, following)}


def test_the_page_of_one_person_and_the_invitation_that_opens_the_account(town, client):
    office = town.client("office")
    said = {
        "name": "Dini", "login": "dini@contoh.id", "post": HERE, "fields_of": ["ti"], "sex": "P", "on": "2026-07-20",
        "until": "2026-11-30",
    }  # fmt: skip
    page = office.post("/pendamping/angkat/satu/", said)["Location"]
    assert "Pengangkatan belum berlaku" in office.get(page).content.decode()
    told = office.get(f"{page}undangan/").content.decode()
    link = re.search(r"/undangan/[\w-]+/[\w-]+/", told)[0]
    assert client.post(link, {"new_password1": "pendek", "new_password2": "pendek"}).status_code == 422
    secret = "sawah-hijau-2026"
    assert client.post(link, {"new_password1": secret, "new_password2": secret})["Location"] == "/masuk/"
    assert User.objects.get(login="dini@contoh.id").check_password(secret)
    assert client.get(link).status_code == 404  # used once
    assert client.get("/undangan/x/y/").status_code == 404
    assert office.get(f"{page}undangan/").status_code == 409


def test_many_from_recruitment_are_appointed_in_one_go(town):
    a = chosen(town)
    office = town.client("office")
    assert "Rina" in office.get("/pendamping/angkat/").content.decode()
    answer = office.post(
        "/pendamping/angkat/rekrutmen/tetapkan/",
        {"chosen": f"pilih={a.id}", "on": "2026-07-20", "until": "2026-11-30"},
    )
    assert answer.status_code == 302
    assert Terms.objects.get().applicant_id == a.id


def test_fields_filter_the_list_of_mentors(town):
    set_fields(by=town.actor("office"), mentor=town.mentor("ana").id, fields=["pembiayaan"])
    page = town.client("office").get("/pendamping/?bidang=pembiayaan").content.decode()
    assert "<strong>1</strong> pendamping" in page
    assert "Ana" in page
    with pytest.raises(Refused, match="dari daftar"):
        set_fields(by=town.actor("office"), mentor=town.mentor("ana").id, fields=["sihir"])


def test_the_mentor_signs_on_their_own_page(town):
    made = by_hand(town)
    town.users["citra"] = made.user
    client = town.client("citra")
    assert "bukan pengurus partai" in client.get(f"/pendamping/{made.id}/netral/").content.decode()
    assert client.post(f"/pendamping/{made.id}/netral/", {}).status_code == 422
    with time_machine.travel(datetime.datetime(2026, 7, 21, 3, tzinfo=datetime.UTC), tick=False):
        client.post(f"/pendamping/{made.id}/netral/", {"declared": "on"})
        again = client.post(f"/pendamping/{made.id}/netral/", {"declared": "on"})
    assert again.status_code == 302
    assert Terms.objects.get().declared_at.date() == datetime.date(2026, 7, 21)
