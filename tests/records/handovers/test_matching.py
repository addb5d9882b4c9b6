"""Who of several takes whom: near, with the field that is needed, a woman where one was asked for."""

from decimal import Decimal

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.appointments.models import Expertise
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.handovers.intake import EVEN, NEAR
from dampingi.records.handovers.matching import matched
from dampingi.records.programmes.actions import note_wish
from dampingi.records.programmes.models import Enrolment, Mentor
from dampingi.records.programmes.queries import mentors_of
from tests.records.conftest import FEBRUARY
from tests.records.handovers.conftest import JUNE

pytestmark = pytest.mark.usefixtures("citra")
HOME, FAR = ("-6.400000", "106.820000"), ("-6.380000", "106.860000")


def at(enrolment, place):
    Business.objects.unscoped("test").filter(id=enrolment.business_id).update(
        latitude=Decimal(place[0]), longitude=Decimal(place[1])
    )


def fresh(town, *numbers):
    rows = Enrolment.objects.unscoped("test").select_related("business", "person")
    return [rows.get(id=town.enrolments[n].id) for n in numbers]


def chosen(town, numbers, mentors, way=NEAR):
    found = matched(fresh(town, *numbers), [town.mentor(m) for m in mentors], way)
    return {
        n: found.of[town.enrolments[n].id].mentor.name for n in numbers if town.enrolments[n].id in found.of
    }


def test_the_near_one_takes_them_though_both_carry_as_many(town, give):
    """Citra accompanies the first at home, Camat the second far away; the third lives near home."""
    for n, place in ((0, HOME), (1, FAR), (2, HOME)):
        at(town.enrolments[n], place)
    give(0, to=["citra"])
    give(1, to=["camat"])
    assert chosen(town, [2], ["camat", "citra"]) == {2: "Citra"}
    at(town.enrolments[2], FAR)
    assert chosen(town, [2], ["camat", "citra"]) == {2: "Camat"}


def test_the_field_that_is_needed_decides_between_equals(town):
    entry = next(c for c in load("constraints") if c["field"] == "pemasaran")
    Constraint.objects.create(business_id=town.first.business_id, region=town.first.region, code=entry["code"], severity=3, since=FEBRUARY, source="visit")  # fmt: skip
    Expertise.objects.create(mentor=town.mentor("camat"), field="pemasaran")
    found = matched(fresh(town, 0), [town.mentor("citra"), town.mentor("camat")], NEAR)
    match = found.of[town.first.id]
    assert (match.mentor.name, match.field_fits) == ("Camat", True)
    other = matched(fresh(town, 1), [town.mentor("camat")], NEAR).of[town.enrolments[1].id]
    assert other.field_fits is None, "who needs no field counts for neither"


def test_who_is_known_stays_and_is_no_handover(town, give):
    assert chosen(town, [0, 1], ["ana", "citra"])[0] in ("Ana", "Citra")
    found = matched(fresh(town, 0), [town.mentor("ana"), town.mentor("citra")], NEAR)
    assert (found.of[town.first.id].mentor.name, found.of[town.first.id].stays) == ("Ana", True)
    with pytest.raises(Conflict, match="paling tepat tetap"):
        give(0, to=["ana", "citra"], way=NEAR)


@pytest.mark.parametrize("way", [EVEN, NEAR])
def test_who_asked_for_a_woman_gets_one_or_is_told(town, give, way):
    note_wish(by=town.actor("participant"), enrolment=town.first.id, wants_woman=True)
    with pytest.raises(Refused, match="meminta pendamping perempuan"):
        give(0, to=["citra"], way=way)
    Mentor.objects.unscoped("test").filter(id=town.mentor("citra").id).update(sex="P")
    give(0, 1, to=["camat", "citra"], way=way)
    held = mentors_of([town.first.id], on=JUNE)
    assert held[town.first.id].name == "Citra"


def test_the_wish_is_said_by_who_may_and_stands_in_the_trail_once(town):
    for who in ("participant", "ana", "office"):
        note_wish(by=town.actor(who), enrolment=town.first.id, wants_woman=True)
    assert AuditEvent.objects.filter(action="note_wish").count() == 1
    for who in ("budi", "head", "elsewhere", "partner"):
        with pytest.raises(Refused, match="di luar wilayah"):
            note_wish(by=town.actor(who), enrolment=town.first.id, wants_woman=False)


def test_the_wish_is_pressed_on_the_participant_s_page(town, july):
    client = town.client("ana")
    page = f"/peserta/{town.first.id}/"
    assert "Minta pendamping perempuan" in client.get(page).content.decode()
    assert client.post(f"{page}permintaan/", {"minta": "1"}).url == page
    assert Enrolment.objects.unscoped("test").get(id=town.first.id).wants_woman
    assert "Tidak lagi meminta" in client.get(page).content.decode()
    assert client.post(f"{page}permintaan/").status_code == 302
    assert not Enrolment.objects.unscoped("test").get(id=town.first.id).wants_woman
    assert town.client("budi").post(f"{page}permintaan/", {"minta": "1"}).status_code == 404


def test_the_sharing_is_looked_at_before_anything_is_handed_over(town):
    client = town.client("office")
    picked = f"program={town.programme.code}&" + "&".join(f"pilih={town.enrolments[n].id}" for n in (0, 1, 2))
    sent = {
        "chosen": picked, "receivers": [str(town.mentor(m).id) for m in ("citra", "camat")], "on": "2026-06-10", "why": "balance",
        "count": "3", "handover": str(new_id()), "way": NEAR,
    }  # fmt: skip
    page = client.post("/serah-terima/baru/", sent | {"preview": "1"})
    assert page.status_code == 200
    assert [(line.mentor.name, line.before, line.gets) for line in page.context["preview"].lines] in (
        [("Citra", 0, 2), ("Camat", 0, 1)], [("Citra", 0, 1), ("Camat", 0, 2)],
    )  # fmt: skip
    assert mentors_of([town.first.id], on=JUNE)[town.first.id].name == "Ana"
    seen = page.context["preview"].seen
    assert f'name="seen" value="{seen}"' in page.content.decode()
    stale = client.post("/serah-terima/baru/", sent | {"seen": "0" * 64})
    assert (stale.status_code, stale.context["preview"].seen) == (422, seen)
    assert "Pembagiannya berubah sejak Anda lihat" in stale.content.decode()
    assert mentors_of([town.first.id], on=JUNE)[town.first.id].name == "Ana"
    assert client.post("/serah-terima/baru/", sent | {"seen": seen}).status_code == 302
    assert mentors_of([town.first.id], on=JUNE)[town.first.id].name != "Ana"


def test_the_preview_counts_what_each_carries_now_also_of_those_handed_on(town):
    from dampingi.records.handovers.intake import Asked
    from dampingi.records.handovers.previewing import preview_of

    asked = Asked(new_id(), (town.enrolments[0].id, town.enrolments[1].id), (town.mentor("ana").id, town.mentor("citra").id), JUNE, "balance", way=EVEN)  # fmt: skip
    found = preview_of(town.actor("office"), town.programme, asked)
    assert {line.mentor.name: line.before for line in found.lines} == {"Ana": 3, "Citra": 0}
    assert sum(line.after for line in found.lines) == 3
