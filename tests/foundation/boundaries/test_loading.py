"""A boundary file on its way into use: what is matched, told, refused, and what stays untouched by a refusal."""

import copy

import pytest
from tests.records.conftest import someone

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.boundaries.actions import (
    adopt_boundaries,
    discard_boundaries,
    match_boundaries,
    undo_boundaries,
)
from dampingi.foundation.boundaries.locating import contains, region_at
from dampingi.foundation.boundaries.models import Boundary, Edition
from dampingi.foundation.boundaries.queries import current_editions
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.actions import add_alias

from .conftest import CITY, SYSTEM, propose


def editions():
    return Edition.objects.unscoped("test")


def rename(collection, which, /, **properties):
    feature = next(f for f in collection["features"] if f["properties"].get("code") == which)
    feature["properties"] = properties
    return feature


def without_codes(collection, names):
    for feature in collection["features"]:
        code = feature["properties"]["code"]
        feature["properties"] = {"NAMOBJ": names[code], "KECAMATAN": names.get(code[:8], "")}
    return collection


def test_a_draft_changes_nothing_until_it_is_adopted(content, regions):
    edition = propose(content)
    assert edition.report["matched"] == {"code": 63, "name": 0, "similar": 0}
    assert edition.report["missing"] == []
    assert current_editions(CITY) == []
    assert region_at(-6.3, 106.7, CITY) is None
    adopt_boundaries(by=SYSTEM, edition=edition)
    assert [e.version for e in current_editions(CITY)] == [1]
    assert [e.version for e in current_editions("")] == [1]
    assert [e.version for e in current_editions("32.76.05.1003")] == [1]
    assert current_editions("32.77") == []


@pytest.mark.parametrize(
    "spelt",
    [
        lambda c: {"kode": c},
        lambda c: {"KODE_KD": c.replace(".", "")},
        lambda c: {"KDEPUM": int(c.replace(".", ""))},
        lambda c: {"kd_kel": float(c.replace(".", ""))},
        lambda c: {"ADM4_PCODE": "ID" + c.replace(".", "")},
        lambda c: {"apa saja": f" {c} "},
    ],
)
def test_codes_are_recognised_however_they_are_written(collection, spelt):
    for feature in collection["features"]:
        feature["properties"] = spelt(feature["properties"]["code"])
    assert propose(collection).report["matched"]["code"] == 63


def test_names_are_matched_within_their_kecamatan(collection, names):
    from dampingi.foundation.regions.queries import below

    called = names | {r.code: r.name for r in below(CITY, 3)}
    report = propose(without_codes(collection, called)).report
    assert report["matched"]["name"] == 63
    assert not report["unmatched"]


def test_the_same_name_in_two_kecamatan_is_a_question_not_a_guess(collection, names):
    twice = sorted(c for c in names if names[c] == "Curug")
    assert len(twice) == 2, "Depok has two kelurahan Curug"
    rename(collection, twice[0], nama="Curug")
    told = propose(collection).report["unmatched"]
    assert [u["reason"] for u in told] == ["several"]
    assert {c for c, _path in told[0]["candidates"]} == set(twice)


def test_a_code_that_contradicts_the_name_loses(collection, names):
    """BPS numbers villages differently: its 3276011002 is another place than Kemendagri's 32.76.01.1002."""
    one, other = sorted(c for c in names if c.startswith("32.76.01"))[:2]
    rename(collection, one, code=other, nama=names[one])
    report = propose(collection).report
    assert [d["code"] for d in report["differing"]] == [one]
    assert not report["joined"]


def test_a_near_spelling_is_accepted_and_told_a_far_one_asks(collection, names):
    code = next(c for c in names if names[c] == "Rangkapan Jaya Baru")
    rename(collection, code, nama="Rangkapanjaya Baroe")
    other = next(c for c in names if names[c] == "Cilodong")
    rename(collection, other, nama="Kampung Antah Berantah")
    report = propose(collection).report
    assert code not in {c for c, _path in report["missing"]}
    assert [u["shown"] for u in report["unmatched"]] == ["Kampung Antah Berantah"]
    assert [c for c, _path in report["missing"]] == [other]


def test_a_known_alias_is_the_name(collection, names):
    code = next(c for c in names if names[c] == "Meruyung")
    add_alias(code=code, name="Maruyung")
    rename(collection, code, nama="Maruyung")
    assert propose(collection).report["matched"]["name"] == 1


def test_what_nobody_could_name_is_chosen_by_hand(collection, names):
    code = next(c for c in names if names[c] == "Cilodong")
    rename(collection, code, nama="???")
    edition = propose(collection)
    number = edition.report["unmatched"][0]["number"]
    edition = match_boundaries(by=SYSTEM, edition=edition, chosen={number: code})
    assert edition.report["unmatched"] == edition.report["missing"] == []
    adopt_boundaries(by=SYSTEM, edition=edition)
    assert Boundary.objects.filter(edition=edition, region=code).exists()
    assert Boundary.objects.filter(edition=edition, region="").count() == 0


def test_a_choice_must_be_a_region_without_an_outline(collection, names):
    rename(collection, next(c for c in names if names[c] == "Cilodong"), nama="???")
    edition = propose(collection)
    number = edition.report["unmatched"][0]["number"]
    for wrong in ("32.76.01.1006", "32.76.05", "32.77.01.1001", "99"):
        with pytest.raises(Refused):
            match_boundaries(by=SYSTEM, edition=edition, chosen={number: wrong})
    with pytest.raises(Refused):
        match_boundaries(by=SYSTEM, edition=edition, chosen={number + 500: "32.76.01.1006"})


def test_areas_of_other_cities_are_left_out(collection):
    extra = copy.deepcopy(collection["features"][0])
    extra["properties"] = {"code": "32.77.01.1001", "name": "Leuwigajah"}
    collection["features"].append(extra)
    report = propose(collection).report
    assert report["elsewhere"] == 1
    assert report["overlap_m2"] == 0, "what lies elsewhere takes no part in the coverage"


def test_a_file_of_kecamatan_is_known_as_such(outlines, regions):
    import shapely

    from dampingi.demo.outlines import geojson
    from dampingi.foundation.regions.queries import below

    parents = {
        r.code: shapely.union_all([a for c, a in outlines.items() if c.startswith(r.code)])
        for r in below(CITY, 3)
    }
    names = {r.code: r.name for r in below(CITY, 3)}
    edition = propose(geojson(parents, names).replace(b'"code"', b'"sesuatu"'))
    assert edition.level == 3
    assert sum(edition.report["matched"].values()) == 11


def test_swapped_axes_are_put_right_and_told(collection, content):
    straight = propose(content)
    for feature in collection["features"]:
        shape = feature["geometry"]
        shape["coordinates"] = _swapped(shape["coordinates"])
    swapped = propose(collection)
    assert swapped.report["swapped"]
    assert (swapped.longitude, swapped.latitude) == (straight.longitude, straight.latitude)


def _swapped(at):
    return [at[1], at[0]] if isinstance(at[0], float) else [_swapped(part) for part in at]


def test_overlaps_and_gaps_are_told_as_figures_and_closed(collection):
    """A village pushed 20 m north-east overlaps its neighbours and leaves a sliver behind."""
    ring = collection["features"][20]["geometry"]["coordinates"][0]
    for position in ring:
        position[0], position[1] = position[0] + 0.0001, position[1] + 0.0001
    edition = propose(collection)
    assert edition.report["overlap_m2"] > 1000
    assert edition.report["gap_m2"] > 100
    assert edition.report["gap_count"] >= 1


def test_a_bow_tie_is_mended_and_a_line_is_not_used(collection, names):
    tie, line = collection["features"][0], collection["features"][1]
    x, y = tie["geometry"]["coordinates"][0][0]
    tie["geometry"]["coordinates"] = [[[x, y], [x + 0.01, y + 0.01], [x + 0.01, y], [x, y + 0.01], [x, y]]]
    line["geometry"] = {"type": "LineString", "coordinates": [[x, y], [x + 1, y]]}
    report = propose(collection).report
    assert [m["shown"] for m in report["mended"]] == [tie["properties"]["name"]]
    assert [r["reason"] for r in report["refused"]] == ["no_area"]


def test_a_new_edition_replaces_and_undo_brings_the_old_one_back(adopted, collection):
    gone = collection["features"].pop()["properties"]["code"]
    newer = adopt_boundaries(by=SYSTEM, edition=propose(collection))
    assert [(e.id, e.version) for e in current_editions(CITY)] == [(newer.id, 2)]
    assert contains(gone, -6.3, 106.7) is None
    undo_boundaries(by=SYSTEM, edition=newer)
    assert [e.id for e in current_editions(CITY)] == [adopted.id]
    assert contains(gone, -6.3, 106.7) is not None
    with pytest.raises(Conflict):
        undo_boundaries(by=SYSTEM, edition=newer)
    again = adopt_boundaries(by=SYSTEM, edition=propose(collection))
    assert again.version == 3, "a version is never given twice"


def test_the_same_file_twice_is_no_new_edition(adopted, content):
    with pytest.raises(Conflict):
        adopt_boundaries(by=SYSTEM, edition=propose(content))


def test_a_draft_can_be_thrown_away_an_adopted_edition_cannot(content, adopted):
    draft = propose(content)
    discard_boundaries(by=SYSTEM, edition=draft)
    assert not editions().filter(id=draft.id).exists()
    with pytest.raises(Conflict):
        discard_boundaries(by=SYSTEM, edition=adopted)
    with pytest.raises(Conflict):
        discard_boundaries(by=SYSTEM, edition=draft)


@pytest.mark.parametrize("change", [adopt_boundaries, undo_boundaries, discard_boundaries])
def test_another_citys_office_and_a_mentor_may_not(content, adopted, change):
    edition = adopted if change is undo_boundaries else propose(content)
    for stranger in (someone(Role.OFFICE, "32.77"), someone(Role.MENTOR, CITY), someone(Role.HEAD, CITY)):
        with pytest.raises(Denied):
            change(by=stranger, edition=edition)
    with pytest.raises(Denied):
        propose_by(someone(Role.OFFICE, "32.77"), content)


def propose_by(actor, content):
    from dampingi.foundation.boundaries.actions import propose_boundaries

    return propose_boundaries(by=actor, region=CITY, content=content, file_name="a.geojson")


def test_the_offices_own_draft_is_audited_with_the_files_hash(content):
    edition = propose_by(someone(Role.OFFICE, CITY), content)
    assert Origin.objects.get(id=edition.origin_id).hash == edition.sha256
    event = AuditEvent.objects.get(action="bring_boundaries")
    assert event.subject_id == str(edition.id)
    assert event.region == CITY


@pytest.mark.parametrize("region", ["", "99", "32.76.01.1006", "x"])
def test_a_region_without_regions_inside_is_refused(content, region):
    with pytest.raises(Refused):
        propose(content, region=region)


def test_a_refused_file_leaves_nothing_behind(regions):
    before = Origin.objects.count()
    with pytest.raises(Refused):
        propose({"type": "FeatureCollection", "features": []})
    with pytest.raises(Refused, match="tidak menyebut kode atau nama"):
        propose(
            {"type": "Polygon", "coordinates": [[[106.8, -6.4], [106.9, -6.4], [106.9, -6.5], [106.8, -6.4]]]}
        )
    assert not editions().exists()
    assert Origin.objects.count() == before


def test_a_file_of_another_city_says_so(collection):
    for feature in collection["features"]:
        feature["properties"]["code"] = feature["properties"]["code"].replace("32.76", "32.77")
        feature["properties"]["name"] = "Entah"
    with pytest.raises(Refused, match="di luar Kota Depok"):
        propose(collection)
