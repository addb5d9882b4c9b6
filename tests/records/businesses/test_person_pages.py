"""/orang/<id>/ubah/ and /orang/<id>/nik/."""

import pytest
from tests.records.conftest import NEXT

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.identifiers import unseal
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses import actions

from .conftest import OFFICE, again
from .pages import fields_of, refused_to_all_but_the_office

pytestmark = pytest.mark.usefixtures("july")
NIK = "9901015507900001"


@pytest.fixture
def person(town):
    return town.first.person


def opened(town, person):
    return fields_of(town.client("office").get(f"/orang/{person.id}/ubah/").content.decode())


def send(town, person, form):
    return town.client("office").post(f"/orang/{person.id}/ubah/", form)


def test_a_person_is_edited_and_the_page_is_left_as_it_was_where_untouched(town, person):
    form = opened(town, person)
    assert send(town, person, form).status_code == 302
    assert not history("person", person.id).exists()
    send(
        town,
        person,
        form | {"name": "Warga Nol", "place": name_of(NEXT), "region": NEXT, "nik": NIK, "sex": "P"},
    )
    p = again(person)
    assert (p.name, p.key, p.region, p.sex, unseal("nik", p.nik_sealed)) == (
        "Warga Nol",
        "warga nol",
        NEXT,
        "P",
        NIK,
    )


def test_two_people_who_change_the_same_field_are_asked(town, person):
    form = opened(town, person)
    actions.edit_person(by=town.actor("office"), person=person.id, values={"name": "Warga Satu", "sex": "P"})
    answer = send(town, person, form | {"name": "Warga Dua"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Warga Satu" in shown
    form = fields_of(shown)
    assert form["sex"] == "P"
    send(town, person, form | {"pilih-name": "mine"})
    assert (again(person).name, person.sex) == ("Warga Dua", "P")


@pytest.mark.parametrize(
    "wrong", [{"nik": "12"}, {"name": ""}, {"born_on": "2030-01-01"}, {"place": "Antah"}, {"phone": "x"}]
)
def test_bad_input_is_told(town, person, wrong):
    assert send(town, person, opened(town, person) | wrong).status_code == 422
    assert not history("person", person.id).exists()


def test_only_the_office_of_the_place_edits(town, person):
    refused_to_all_but_the_office(town, f"/orang/{person.id}/ubah/")
    refused_to_all_but_the_office(town, f"/orang/{person.id}/ubah/", name="X")


def test_a_nik_is_shown_once_for_a_reason_that_is_logged(town, person):
    actions.edit_person(by=OFFICE, person=person.id, values={}, nik=NIK)
    client, address = town.client("office"), f"/orang/{person.id}/nik/"
    assert client.post(address, {"reason": "iseng"}).status_code == 422
    answer = client.post(address, {"reason": "Mencocokkan KTP pada akad."})
    assert NIK in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert AuditEvent.objects.filter(action="reveal_nik", subject_id=str(person.id)).count() == 1
    assert client.get(address).status_code == 302
    for who, status in (("ana", 403), ("coordinator", 403), ("elsewhere", 404)):
        assert town.client(who).post(address, {"reason": "Ingin tahu isinya."}).status_code == status
