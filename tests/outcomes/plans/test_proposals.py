"""What the evidence proposes: as many as the register counts, with doors, taken once, and only by a person."""

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui.states import State
from dampingi.insight.constraints.questions import codes_of
from dampingi.insight.impact import page as impact
from dampingi.insight.lessons.actions import add_factor, write_lesson
from dampingi.outcomes.plans.actions import remove, take, take_points
from dampingi.outcomes.plans.evidence import FIELD, LESSON, POINT, TARGET, kinds, points, proposals
from dampingi.outcomes.plans.models import Activity
from dampingi.outcomes.plans.working import EFFECT, PROGRAMME
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.programmes.models import Target
from tests.records.town import KECAMATAN, KOTA, TODAY

pytestmark = pytest.mark.usefixtures("july")


def held_back(town, numbers, code="legal_nib"):
    for n in numbers:
        business = Business.objects.unscoped("test").get(id=town.enrolments[n].business_id)
        Constraint.objects.create(
            business=business, region=business.region, code=code, severity=2, since=TODAY
        )


def proposed(town, plan, kind, who="office"):
    return {p.key: p for p in proposals(town.actor(who), plan, today=TODAY) if p.kind == kind}


def test_open_constraints_propose_what_answers_their_field_where_they_are(town, plan):
    assert proposed(town, plan, FIELD) == {}
    held_back(town, (0, 1, 3))
    held_back(town, (0,), codes_of("pembiayaan")[0])
    found = proposed(town, plan, FIELD)
    first = found["bidang:kelembagaan"]
    assert next(iter(found)) == first.key
    assert "3 usaha" in first.reasons[0].words
    assert first.places == (KECAMATAN,)
    assert town.client("office").get(first.reasons[0].door).status_code == 200


def test_what_is_resolved_is_no_longer_proposed(town, plan):
    held_back(town, (0,))
    Constraint.objects.unscoped("test").update(resolved_on=TODAY, resolved_how="permit")
    assert proposed(town, plan, FIELD) == {}


def test_a_lesson_for_that_year_is_proposed_with_what_it_rests_on(town, plan):
    about = {"by": town.actor("office"), "programme": town.programme}
    factor = add_factor(**about, side="hindering", text="Jadwal bertabrakan", evidence="Notulen")
    said = {
        "learnt": "Jadwal bentrok",
        "basis": f"faktor:{factor.id}",
        "concerns": "office",
        "change": "Jadwal dibuat bersama",
    }
    row, other = (write_lesson(**about, **said, for_year=year) for year in (2027, 2028))
    found = proposed(town, plan, LESSON)
    assert list(found) == [f"pelajaran:{row.id}"] != [f"pelajaran:{other.id}"]
    assert found[f"pelajaran:{row.id}"].title == "Jadwal dibuat bersama"
    assert found[f"pelajaran:{row.id}"].reasons[0].words == "Jadwal bentrok"


def test_an_indicator_behind_its_target_is_proposed_and_one_that_reached_it_is_not(town, plan):
    Target.objects.create(
        programme=town.programme, indicator="pass_rate", region=KOTA, period="2026", value="0.8"
    )
    found = proposed(town, plan, TARGET)
    assert list(found) == ["target:pass_rate"]
    assert "80" in found["target:pass_rate"].reasons[0].words
    assert town.client("office").get(found["target:pass_rate"].reasons[0].door).status_code == 200
    Target.objects.update(value="0")
    assert proposed(town, plan, TARGET) == {}


def test_a_person_takes_it_with_its_reasons_and_twice_it_is_one(town, plan):
    held_back(town, (0, 1))
    client, address = town.client("office"), f"/rencana/{plan.id}/usulan/"
    assert "2 usaha" in client.get(address).content.decode()
    sent = [client.post(f"{address}ambil/", {"key": "bidang:kelembagaan"}).status_code for _ in range(2)]
    row = Activity.objects.unscoped("test").get()
    assert (sent, row.code, row.places) == ([302, 302], "2.17.07.2.01.0003", [KECAMATAN])
    assert "2 usaha" in row.sources[0]["words"]
    assert "Masuk rencana" in client.get(address).content.decode()
    Constraint.objects.unscoped("test").update(resolved_on=TODAY, resolved_how="permit")
    assert "2 usaha" in client.get(f"/rencana/kegiatan/{row.id}/").content.decode()


def test_what_was_taken_out_comes_back_by_taking_it_again(town, plan):
    held_back(town, (0,))
    row = take(by=town.actor("office"), plan=plan, key="bidang:kelembagaan", today=TODAY)
    remove(by=town.actor("office"), plan=plan, activity=row.id)
    assert take(by=town.actor("office"), plan=plan, key="bidang:kelembagaan", today=TODAY).id == row.id
    assert Activity.objects.unscoped("test").get().removed_at is None


@pytest.mark.parametrize("key", ["", "bidang:x", "pelajaran:x", "x" * 80, "bidang:kelembagaan"])
def test_what_is_not_proposed_cannot_be_taken(town, plan, key):
    with pytest.raises(Refused, match="tidak ada lagi"):
        take(by=town.actor("office"), plan=plan, key=key, today=TODAY)


def test_the_four_points_come_at_once_and_only_what_is_not_there_yet(town, plan):
    take(by=town.actor("office"), plan=plan, key=points()[0].key, today=TODAY)
    client = town.client("office")
    assert client.post(f"/rencana/{plan.id}/usulan/ambil/", {"template": "1"}).status_code == 302
    rows = Activity.objects.unscoped("test").filter(plan=plan)
    assert {r.point for r in rows} == {"database", "marketing", "financing", "partnerships"}
    assert rows.count() == len(points()) == len(set(rows.values_list("proposal", flat=True)))
    assert all(r.indicator and r.code for r in rows)
    assert take_points(by=town.actor("office"), plan=plan) == []
    assert {p.kind for p in points()} == {POINT}


def shown(monkeypatch, *told):
    monkeypatch.setattr(impact, "effects", lambda years: list(told))


GOOD = impact.Effect(
    "Minggu dengan penjualan", "Bertambah 1,20 minggu sebulan karena program", State.GOOD, ""
)
UNSURE = impact.Effect("Omzet", "", State.NONE, "Baru 4 peserta yang menjawab")


def test_where_nobody_was_asked_impact_bears_nothing_and_says_what_is_missing(town, plan):
    (told,) = proposed(town, plan, EFFECT).values()
    assert not told.borne
    assert "Belum ada survei" in told.reasons[0].words
    assert town.client("office").get(told.reasons[0].door).status_code == 200
    with pytest.raises(Conflict, match="belum dapat menjadi dasar"):
        take(by=town.actor("office"), plan=plan, key=PROGRAMME, today=TODAY)
    assert not Activity.objects.unscoped("test").exists()
    page = town.client("office").get(f"/rencana/{plan.id}/usulan/").content.decode()
    assert "Dampak program belum dapat menjadi dasar usulan" in page
    assert f'value="{PROGRAMME}"' not in page


def test_what_is_shown_to_work_proposes_to_go_on_and_says_of_what_it_is_measured(town, plan, monkeypatch):
    shown(monkeypatch, GOOD, UNSURE)
    (told,) = proposed(town, plan, EFFECT).values()
    words = [r.words for r in told.reasons]
    assert told.borne
    assert "1,20 minggu" in words[0]
    assert "Baru 4 peserta" in words[1]
    assert "kegiatan mana" in words[2]
    row = take(by=town.actor("office"), plan=plan, key=PROGRAMME, today=TODAY)
    assert row.sources[0] == {"words": words[0], "door": f"/dampak/?wilayah={KOTA}"}


def test_an_effect_that_cannot_be_told_from_nothing_bears_nothing(town, plan, monkeypatch):
    shown(monkeypatch, UNSURE)
    (told,) = proposed(town, plan, EFFECT).values()
    assert not told.borne


def test_every_kind_has_its_heading(town, plan):
    assert {p.kind for p in proposals(town.actor("office"), plan, today=TODAY)} <= set(kinds())


def test_a_lesson_opens_what_it_rests_on(town, plan):
    about = {"by": town.actor("office"), "programme": town.programme}
    factor = add_factor(**about, side="hindering", text="Jadwal bertabrakan", evidence="Notulen")
    write_lesson(**about, learnt="Jadwal bentrok", basis=f"faktor:{factor.id}", concerns="office", change="Bersama", for_year=2027)  # fmt: skip
    (told,) = proposed(town, plan, LESSON).values()
    doors = [r.door for r in told.reasons]
    assert all(doors)
    assert [town.client("office").get(d).status_code for d in doors] == [200, 200]
