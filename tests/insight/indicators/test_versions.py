"""An office's indicators: written, checked by somebody else, in force, replaced, retired; and what each place counts with."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from dampingi.engines.indicators import parse
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators import actions
from dampingi.insight.indicators.catalogue import bodies, catalogue, impossible
from dampingi.insight.indicators.models import Draft, Version
from dampingi.insight.indicators.seeding import keep_shipped
from dampingi.insight.monitoring.queries import indicator, values

from .written import BODY, KOTA, PROVINCE, body, counting, draft, in_force, submitted

pytestmark = pytest.mark.usefixtures("july")


def test_what_is_shipped_is_held_as_versions_with_the_hashes_of_the_figures(town):
    held = {v.code: v for v in Version.objects.filter(region="")}
    assert {code: v.hash for code, v in held.items()} == {code: i.hash for code, i in catalogue().items()}
    keep_shipped()
    assert Version.objects.filter(region="").count() == len(bodies())


def test_an_update_leaves_a_further_version_and_the_earlier_one(town, monkeypatch):
    changed = [dict(b) | ({"formula": "Lain"} if b["code"] == "jobs" else {}) for b in bodies()]
    monkeypatch.setattr("dampingi.insight.indicators.seeding.bodies", lambda: changed)
    keep_shipped()
    told = Version.objects.filter(region="", code="jobs").order_by("number")
    assert [v.number for v in told] == [1, 2]
    assert told[1].body["formula"] == "Lain"


def test_where_it_stands_in_the_theory_changes_no_hash():
    first = dict(bodies()[0])
    assert (
        parse(first, DATASETS).hash == parse({k: v for k, v in first.items() if k != "step"}, DATASETS).hash
    )
    assert (
        parse(first | {"baseline": {"value": "0.5", "year": 2024, "source": "LKPJ"}}, DATASETS).hash
        != parse(first, DATASETS).hash
    )


def test_it_counts_once_somebody_else_has_looked(town):
    found = draft(town)
    assert found.code not in counting()
    waiting = submitted(town, found)
    with pytest.raises(Denied):
        decide(by=town.actor("office"), approval=waiting.id, approved=True)
    assert found.code not in counting()
    decide(by=town.actor("head"), approval=waiting.id, approved=True)
    told = counting()[found.code]
    assert (told.number, told.owner, told.name) == (1, KOTA, BODY["name"])
    made = Version.objects.get(region=KOTA)
    assert (made.by_name, made.reviewed_by, made.reason) == ("Office", "Head", "Diminta rapat")


def test_it_counts_for_the_office_and_below_and_nowhere_else(town):
    made = in_force(town)
    assert made.code in catalogue("32.76.05.1003")
    for region in ("", "32", "32.77", "33"):
        assert made.code not in catalogue(region)
    with pytest.raises(Refused, match="tidak ada") as refused:
        indicator(made.code, "32.77")
    assert refused.value.status == 404


def test_figures_are_computed_with_it_at_once(town):
    made = in_force(
        town, numerator="exited", denominator="enrolled", dataset="enrolments", groupings=["kelurahan"]
    )
    found = values(town.actor("office"), [made.code], programme=town.programme)
    assert found.of(made.code).denominator == len(town.enrolments)
    assert found.indicators[made.code].hash == made.hash


def test_a_next_version_replaces_a_shipped_one_and_the_earlier_stays(town):
    made = actions.begin_version(by=town.actor("office"), region=KOTA, code="participation")
    assert actions.begin_version(by=town.actor("office"), region=KOTA, code="participation").id == made.id
    shipped = catalogue()["participation"]
    changed = dict(made.body) | {"limits": "Hanya yang diundang tertulis."}
    made = actions.save_draft(by=town.actor("office"), draft=made.id, body=changed, opened=1)
    in_force(town, made)
    assert counting()["participation"].limits == "Hanya yang diundang tertulis."
    assert counting()["participation"].hash != shipped.hash == catalogue()["participation"].hash
    again = actions.begin_version(by=town.actor("office"), region=KOTA, code="participation")
    again = actions.save_draft(
        by=town.actor("office"), draft=again.id, body=changed | {"limits": "Lagi"}, opened=1
    )
    assert in_force(town, again).number == 2
    assert Version.objects.get(region=KOTA, number=1).body["limits"] == "Hanya yang diundang tertulis."


def test_the_nearest_office_counts(town):
    from dampingi.foundation.accounts.actors import Actor, Grant
    from dampingi.foundation.accounts.permissions import Role

    made = in_force(town)
    provinces = Actor(
        user_id=town.users["province"].id, label="p", held=(Grant(Role.PROVINCE, PROVINCE),), name="P"
    )
    Version.objects.create(
        region=PROVINCE,
        code=made.code,
        number=1,
        body=made.body | {"name": "Milik provinsi"},
        hash="x",
        content="x",
    )
    from dampingi.insight.indicators.catalogue import changed

    changed()
    assert provinces.may(actions.DEFINE, region=PROVINCE)
    assert catalogue(PROVINCE)[made.code].name == "Milik provinsi"
    assert catalogue(KOTA)[made.code].name == BODY["name"]
    assert catalogue("32.77")[made.code].name == "Milik provinsi"


def test_retired_it_counts_no_longer_and_what_it_replaced_counts_again(town):
    made = actions.begin_version(by=town.actor("office"), region=KOTA, code="jobs")
    made = actions.save_draft(
        by=town.actor("office"), draft=made.id, body=made.body | {"unit": "orang per usaha"}, opened=1
    )
    version = in_force(town, made)
    assert counting()["jobs"].unit == "orang per usaha"
    with pytest.raises(Refused, match="mengapa"):
        actions.retire_indicator(by=town.actor("office"), version=version.id, reason=" ")
    actions.retire_indicator(by=town.actor("office"), version=version.id, reason="Tidak dipakai")
    assert counting()["jobs"].hash == catalogue()["jobs"].hash
    with pytest.raises(Conflict, match="sudah dicabut"):
        actions.retire_indicator(by=town.actor("office"), version=version.id, reason="Tidak dipakai")


def test_a_version_in_force_never_changes(town):
    made = in_force(town)
    made.body = {}
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        made.save()


@pytest.mark.parametrize(
    ("changed", "field", "cure"),
    [
        ({"numerator": "laba"}, "numerator", "Kolom “laba” tidak ada dalam data growth. Kolomnya: weeks"),
        ({"numerator": "confirmed * 2"}, "numerator", "bukan jumlah kolom"),
        ({"denominator": ""}, "denominator", "Isi bagian ini"),
        ({"dataset": "laba"}, "dataset", "Data “laba” tidak ada lagi"),
        ({"groupings": ["stage"]}, "groupings", "tidak dapat dirinci menurut “stage”"),
        ({"groupings": []}, "groupings", "Isi bagian ini"),
        ({"decimals": 99}, "decimals", "bilangan bulat"),
        ({"filter": [{"column": "weeks", "is": "at_least", "value": 10**30}]}, "filter", "bilangan bulat"),
        ({"filter": [{"column": "laba", "is": "at_least", "value": 1}]}, "filter", "Kolom “laba”"),
        ({"baseline": {"value": "NaN", "year": 2024, "source": "x"}}, "baseline", "Lengkapi ketiganya"),
        ({"step": "lain"}, "step", "Pilih dari daftar"),
    ],
)
def test_what_cannot_be_computed_is_refused_beside_its_field(town, changed, field, cure):
    with pytest.raises(actions.Mistaken, match=cure) as mistaken:
        draft(town, **changed)
    assert mistaken.value.field == field
    assert not Draft.objects.unscoped("test").exists()


def test_a_next_version_means_the_same_kind_of_number(town):
    made = actions.begin_version(by=town.actor("office"), region=KOTA, code="participation")
    for changed, field in (({"kind": "mean"}, "kind"), ({"groupings": ["kelurahan"]}, "groupings")):
        with pytest.raises(actions.Mistaken) as mistaken:
            actions.save_draft(by=town.actor("office"), draft=made.id, body=made.body | changed, opened=1)
        assert mistaken.value.field == field


def test_what_somebody_else_saved_is_not_overwritten(town):
    made = draft(town)
    saved = actions.save_draft(by=town.actor("office"), draft=made.id, body=body(limits="Lain"), opened=1)
    assert saved.saves == 2
    with pytest.raises(Conflict, match="baru saja"):
        actions.save_draft(by=town.actor("office"), draft=made.id, body=body(limits="Lagi"), opened=1)
    with pytest.raises(Conflict, match="Baca dahulu"):
        actions.submit_draft(by=town.actor("office"), draft=made.id, opened=1, reason="x")


def test_while_it_is_checked_nobody_changes_it_and_returned_it_is_open_again(town):
    made = draft(town)
    waiting = submitted(town, made)
    with pytest.raises(Conflict, match="sedang diperiksa"):
        actions.save_draft(by=town.actor("office"), draft=made.id, body=body(limits="Lain"), opened=1)
    decide(by=town.actor("head"), approval=waiting.id, approved=False, comment="Batasnya?")
    made.refresh_from_db()
    assert (made.state, made.returned_note) == (Draft.State.RETURNED, "Batasnya?")
    actions.save_draft(by=town.actor("office"), draft=made.id, body=body(limits="Lain"), opened=1)
    made.refresh_from_db()
    in_force(town, made)
    assert counting()[made.code].limits == "Lain"


def test_what_waits_can_be_taken_back_and_is_then_decided_by_nobody(town):
    made = draft(town)
    waiting = submitted(town, made)
    actions.drop_draft(by=town.actor("office"), draft=made.id)
    with pytest.raises(Conflict):
        decide(by=town.actor("head"), approval=waiting.id, approved=True)
    with pytest.raises(Conflict, match="berlaku atau dibuang"):
        actions.drop_draft(by=town.actor("office"), draft=made.id)
    assert made.code not in counting()


@pytest.mark.parametrize(
    "who", ["ana", "kota", "coordinator", "head", "panel", "inspector", "participant", "partner", "elsewhere"]
)
def test_who_defines_no_indicators_there_is_denied(town, who):
    with pytest.raises(Denied):
        draft(town, who)


def test_a_kecamatan_defines_none(town):
    with pytest.raises(Denied):
        draft(town, region="32.76.05")


def test_names_that_are_alike_get_codes_of_their_own(town):
    assert [draft(town).code, draft(town).code] == [
        "laporan_dibenarkan_peserta",
        "laporan_dibenarkan_peserta_2",
    ]
    assert draft(town, name="Jobs").code == "jobs_2"
    assert draft(town, name="??").code == "indikator"


def test_over_a_column_that_is_gone_it_is_told_and_nothing_breaks(town, monkeypatch):
    made = in_force(town)
    gone = DATASETS["growth"].__class__(
        **{f: getattr(DATASETS["growth"], f) for f in DATASETS["growth"].__dataclass_fields__}
        | {"columns": {k: v for k, v in DATASETS["growth"].columns.items() if k != "confirmed"}}
    )
    told = {**DATASETS, "growth": gone}
    monkeypatch.setattr("dampingi.insight.indicators.catalogue.DATASETS", told)
    from dampingi.insight.indicators.catalogue import changed

    changed()
    assert made.code not in counting()
    (broken,) = impossible(KOTA)
    assert (broken.version.id, broken.why.field, broken.why.problem) == (made.id, "numerator", "no_column")
    assert values(town.actor("office"), programme=town.programme).of("pass_rate").denominator == 5
    assert town.client("office").get("/dasbor/").status_code == 200
    page = town.client("office").get(f"/indikator/versi/{made.id}/").content.decode()
    assert "tidak dapat dihitung" in page
    assert "Kolom “confirmed” tidak ada" in page
    assert "Tidak dapat dihitung" in town.client("office").get("/indikator/").content.decode()
    assert "Kolom “confirmed” tidak ada" in town.client("office").get("/indikator/kamus/").content.decode()


def test_a_baseline_keeps_its_year_and_source(town):
    made = in_force(town, baseline={"value": "0.794", "year": 2024, "source": "LKPJ 2024"})
    told = counting()[made.code].baseline
    assert (told.value, told.year, told.source) == (Decimal("0.794"), 2024, "LKPJ 2024")
