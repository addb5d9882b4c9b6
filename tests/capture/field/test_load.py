"""GET /lapangan/api/muatan/: the caseload for a week without signal, and next time only what changed."""

import datetime
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingi.capture.field.actions import revoke_device
from dampingi.capture.field.caseload import LISTS, caseload
from dampingi.capture.field.models import Load
from dampingi.records.businesses.models import Business, Person
from dampingi.records.learning.actions import hold_training
from dampingi.records.programmes.actions import withdraw
from dampingi.records.tasks.actions import mark_task, set_task, submit_tasks
from dampingi.records.tasks.intake import MarkIntake, SubmissionIntake
from tests.capture.field.conftest import phone_of
from tests.records.conftest import NEXT, SYSTEM


def load(phone, after=0):
    answer = phone.get(f"muatan/?after={after}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def merged(known, news):
    """As the app does it."""
    if news["whole"]:
        known = {"participants": {}}
    people = known["participants"] | {p["id"]: p for p in news["participants"]}
    kept = {id: p for id, p in people.items() if id not in news["gone"]}
    return known | {n: news[n] for n in LISTS if n in news} | {"participants": kept, "seq": news["seq"]}


def test_reasons_that_a_phone_cannot_work_out_come_along_with_their_weight(phone):
    first = load(phone)["participants"][0]
    assert [each["code"] for each in first["stays"]] == ["fading_some", "growth_missing"]
    assert {each["text"] for each in first["stays"]} < set(first["reasons"])
    assert 0 < sum(each["weight"] for each in first["stays"]) < first["need"]


def test_a_mentor_takes_their_own_participants_along(phone, town):
    phone.send(phone.visit(next_on="2026-07-25"), phone.growth())
    news = load(phone)
    assert news["whole"]
    assert [p["name"] for p in news["participants"]] == ["Warga 0", "Warga 1", "Warga 2"]
    first = news["participants"][0]
    assert (first["last_visit"], first["next_on"], first["business"]) == (
        "2026-06-10",
        "2026-07-25",
        "Warung 0",
    )
    assert (first["growth"]["turnover"], first["stage"]) == (2_000_000, town.stage.name)
    assert news["me"] == {"id": str(town.users["ana"].id), "name": "Ana"}
    assert [s["name"] for s in news["stages"]] == [town.stage.name]


def test_a_mentor_of_the_kecamatan_takes_all_of_it(town, july):
    assert len(load(phone_of(town, "camat"))["participants"]) == 5


def test_nothing_changed_is_next_to_nothing(phone):
    first = load(phone)
    again = load(phone, first["seq"])
    assert again == {"seq": first["seq"], "whole": False, "me": first["me"], "gone": [], "participants": []}


def test_only_what_changed_comes_the_next_time(phone, town):
    known = load(phone)["seq"]
    phone.send(phone.visit(1))
    news = load(phone, known)
    assert [p["name"] for p in news["participants"]] == ["Warga 1"]
    assert not set(LISTS) & set(news)
    set_task(by=SYSTEM, programme=town.programme, code="T1", title="Foto", due_on=datetime.date(2026, 8, 1))
    hold_training(
        by=SYSTEM, programme=town.programme, region="32.76.05", subject="basic", title="Dasar",
        on=datetime.date(2026, 7, 25), minutes=90,
    )  # fmt: skip
    later = load(phone, news["seq"])
    assert ([t["title"] for t in later["tasks"]], later["participants"]) == (["Foto"], [])


def test_a_task_of_another_kelurahan_stays_at_home_and_one_sent_back_is_asked_again(phone, town):
    due = datetime.date(2026, 8, 1)
    set_task(by=SYSTEM, programme=town.programme, title="Sana", due_on=due, region=town.enrolments[3].region)
    here = set_task(by=SYSTEM, programme=town.programme, title="Sini", due_on=due, region=town.first.region)
    made = submit_tasks(
        by=SYSTEM, rows=[SubmissionIntake(town.first.id, here.id, due.replace(month=7), "x")]
    )[0]
    told = load(phone)
    assert [t["title"] for t in told["tasks"]] == ["Sini"]
    assert told["participants"][0]["handed_in"] == [str(here.id)]
    mark_task(by=town.actor("ana"), said=MarkIntake(made.id, 1, False, feedback="Ulangi"))
    assert "handed_in" not in load(phone)["participants"][0]


def test_whatever_changes_a_record_it_is_noticed(phone, town):
    """Also what no action of mentoring did: a name mended, a business that sold its telephone."""
    known = load(phone)["seq"]
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(name="Warga Nol")
    Business.objects.unscoped("test").filter(id=town.enrolments[1].business_id).update(phone="+6281200000001")
    assert {p["name"] for p in load(phone, known)["participants"]} == {"Warga Nol", "Warga 1"}


def test_who_left_the_caseload_is_gone_from_the_phone(phone, town):
    known = load(phone)["seq"]
    withdraw(by=SYSTEM, enrolment=town.enrolments[0].id, on=datetime.date(2026, 7, 1), reason="Pindah")
    assert load(phone, known)["gone"] == [str(town.enrolments[0].id)]


def test_a_lost_answer_is_asked_for_again(phone):
    known = load(phone)["seq"]
    phone.send(phone.visit())
    lost = load(phone, known)
    again = load(phone, known)
    assert again["participants"] == lost["participants"] != []
    assert load(phone, again["seq"])["participants"] == []


def test_a_load_nobody_remembers_is_told_whole(phone):
    first = load(phone)
    for after in (99, "x", -1, "9" * 50):
        assert load(phone, after)["whole"]
    assert load(phone, first["seq"])["whole"], "the phone named another since"
    assert Load.objects.count() <= 2


def test_the_phones_of_one_person_are_told_apart(phone, town):
    other = phone_of(town, "ana")
    known = load(phone)["seq"]
    assert load(other, known)["whole"]
    assert not load(phone, known)["whole"]


def test_a_revoked_phone_reads_nothing_more(phone, town):
    revoke_device(by=town.actor("office"), device=phone.device, reason="Hilang")
    answer = phone.get("muatan/")
    assert (answer.status_code, answer.json()["error"]) == (403, "revoked")


def test_a_business_in_other_hands_is_not_shown(phone, town):
    town.first.business_until = datetime.date(2026, 7, 1)
    town.first.save(update_fields=["business_until"])
    first = load(phone)["participants"][0]
    assert "business" not in first
    assert "address" not in first


def test_a_participant_costs_few_bytes(phone, town):
    """5,000 of them have to be usable: see docs/lapangan-protokol.md."""
    phone.send(phone.visit(), phone.growth())
    assert len(json.dumps(load(phone)["participants"][0])) < 700


CHANGES = ("visit", "growth", "name", "leave", "join", "task", "load")


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_load_by_load_the_phone_knows_what_stands(phone, town, data):
    known = merged({}, load(phone))
    for step in data.draw(st.lists(st.sampled_from(CHANGES), max_size=6)):
        n = data.draw(st.integers(0, 4))
        _change(step, n, phone, town, data)
        if data.draw(st.booleans()):
            load(phone, known["seq"])  # an answer that was lost
        known = merged(known, load(phone, known["seq"]))
        stands = caseload(town.actor("ana"))
        assert known["participants"] == {p["id"]: json.loads(json.dumps(p)) for p in stands["participants"]}
        assert known["tasks"] == stands["tasks"]


def _change(step, n, phone, town, data) -> None:
    enrolment = town.enrolments[n]
    if step == "visit":
        phone.send(phone.visit(n))
    elif step == "growth":
        phone.send(phone.growth(n, turnover=data.draw(st.integers(0, 10**7))))
    elif step == "name":
        Person.objects.unscoped("test").filter(id=enrolment.person_id).update(
            name=data.draw(st.sampled_from("ABC"))
        )
    elif step in ("leave", "join") and enrolment.region == NEXT:
        to = town.mentor("ana" if step == "join" else "budi")
        enrolment.caseloads.filter(ends_on=None).update(mentor=to)
