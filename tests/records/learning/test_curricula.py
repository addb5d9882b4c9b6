"""What a programme teaches: modules in order, where they were held, who lacks what, and what the invited may read."""

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.learning.test_actions import attend, hold
from tests.records.town import KECAMATAN, TODAY

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.learning.actions import (
    add_material,
    drop_material,
    drop_module,
    edit_curriculum,
    register,
    set_module,
    set_up_curriculum,
    write_module,
)
from dampingi.records.learning.intake import ModulePlan
from dampingi.records.learning.models import Curriculum, Material, Module, Training
from dampingi.records.learning.passing import enough, needed
from dampingi.records.learning.queries.curricula import course_of, learners, readable

pytestmark = pytest.mark.usefixtures("july")
SOON = TODAY + datetime.timedelta(days=5)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def plan(title="Harga", **more):
    told = {"subject": "finance", "title": title, "outcome": "menghitung harga pokok", "minutes": 90}
    return ModulePlan(**(told | more))


@pytest.fixture
def curriculum(town):
    return set_up_curriculum(by=town.actor("office"), programme=town.programme, title="Dasar", least_share=60)


@pytest.fixture
def modules(town, curriculum):
    return [write(town, curriculum, t) for t in ("Harga", "Merek", "Izin")]


def write(town, curriculum, title="Harga", by="office", module=None, **more):
    return write_module(by=town.actor(by), curriculum=curriculum.id, plan=plan(title, **more), module=module)


def titles(curriculum):
    return list(curriculum.modules.values_list("order", "title"))


def picture():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(out, "JPEG")
    return out.getvalue()


def test_modules_keep_their_order_and_make_room(town, curriculum, modules):
    write(town, curriculum, "Stok", order=2)
    assert titles(curriculum) == [(1, "Harga"), (2, "Stok"), (3, "Merek"), (4, "Izin")]
    write(town, curriculum, "Izin", module=modules[2].id, order=1)
    assert titles(curriculum) == [(1, "Izin"), (2, "Harga"), (3, "Stok"), (4, "Merek")]
    drop_module(by=town.actor("office"), module=modules[0].id)
    assert titles(curriculum) == [(1, "Izin"), (2, "Stok"), (3, "Merek")]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"subject": "sihir"}, "Bidang"), ({"title": " "}, "judul"), ({"outcome": ""}, "sesudahnya"), ({"minutes": 0}, "menit"),
     ({"title": "Harga"}, "judul lain"), ({"outcome": "x" * 301}, "Ringkaskan")],
)  # fmt: skip
def test_a_wrong_module_is_refused_with_the_cure(town, curriculum, modules, wrong, told):
    values = {"title": "Baru"} | wrong
    with pytest.raises(Refused, match=told):
        write(town, curriculum, **values)
    assert curriculum.modules.count() == 3


def test_a_second_curriculum_needs_another_name_and_a_rule_that_can_be_met(town, curriculum):
    office = town.actor("office")
    with pytest.raises(Conflict, match="nama lain"):
        set_up_curriculum(by=office, programme=town.programme, title="Dasar")
    with pytest.raises(Refused, match="1 dan 100"):
        edit_curriculum(by=office, curriculum=curriculum.id, title="Dasar", least_share=101)
    assert (
        edit_curriculum(by=office, curriculum=curriculum.id, title="Dasar", least_share=100).least_share
        == 100
    )


@pytest.mark.parametrize("who", ["ana", "camat", "head", "coordinator", "participant", "elsewhere"])
def test_only_the_office_writes(town, curriculum, modules, who):
    by = town.actor(who)
    with pytest.raises((Denied, Refused)):
        write(town, curriculum, "Lain", by=who)
    with pytest.raises((Denied, Refused)):
        set_up_curriculum(by=by, programme=town.programme, title="Lain")
    with pytest.raises((Denied, Refused)):
        add_material(by=by, module=modules[0].id, title="x", link="https://contoh.id/")
    assert (Module.objects.count(), Curriculum.objects.count(), Material.objects.count()) == (3, 1, 0)


def test_a_training_of_a_module_is_of_its_subject_and_keeps_the_module(town, modules):
    made = hold(town, module=modules[0])
    assert (made.module, made.subject) == (modules[0], "finance")
    with pytest.raises(Conflict, match="sudah dipakai"):
        drop_module(by=town.actor("office"), module=modules[0].id)
    set_module(by=town.actor("office"), training=made.id, module=modules[1])
    drop_module(by=town.actor("office"), module=modules[0].id)
    with pytest.raises(Refused, match="luar wilayah"):
        set_module(by=town.actor("camat"), training=made.id, module=None)


def test_what_a_participant_still_lacks(town, curriculum, modules):
    attend(town, hold(town, module=modules[0]), (0, {"present": True}), (1, {"present": False}))
    attend(town, hold(town, module=modules[0]), (0, {"present": True}))
    told = course_of(town.actor("participant"), town.first)[0]
    assert (told["done"], [m["done"] for m in told["modules"]]) == (1, [True, False, False])
    done = {e.person.name: e.done for e in learners(town.actor("office"), curriculum)}
    assert done == {"Warga 0": 1, "Warga 1": 0, "Warga 2": 0, "Warga 3": 0, "Warga 4": 0}
    client, address = town.client("office"), f"/kurikulum/{curriculum.id}/peserta/"
    assert client.get(address, {"belum": str(modules[0].id)}).context["listing"].count == 4
    assert client.get(address, {"belum": str(modules[1].id)}).context["listing"].count == 5
    assert client.get(address, {"syarat": "ya"}).context["listing"].count == 0
    assert town.client("ana").get(address).context["listing"].count == 3


def test_the_grid_s_figures_are_doors_to_as_many_rows(town, curriculum, modules):
    hold(town, module=modules[0])
    hold(town, module=modules[0], region=town.first.region)
    hold(town, module=modules[0], on=SOON)
    hold(town, module=modules[1], region="32.76")
    notes = [
        ConstraintNote(e.business_id, code, FEBRUARY, 2)
        for e in town.enrolments[:3]
        for code in ("fin_capital", "fin_records")
    ]
    note_constraints(by=SYSTEM, rows=notes)
    client = town.client("office")
    grid = client.get(f"/kurikulum/{curriculum.id}/").context["grid"]
    cells = [cell for row in grid["rows"] for cell in row["cells"]]
    doors = [d for c in cells for d in (c["held"], c["planned"], *c["needs"]) if d]
    assert sorted(d["n"] for d in doors) == [1, 1, 2, 3, 3, 3]
    for door in doors:
        assert client.get(door["door"]).context["listing"].count == door["n"], door
    empty = next(c for c in cells if c["plan"])
    assert client.get(empty["plan"]).context["form"].initial["title"] == empty["title"]


def test_a_coordinator_sees_the_grid_and_plans_nothing(town, curriculum, modules):
    page = town.client("coordinator").get(f"/kurikulum/{curriculum.id}/").content.decode()
    assert "Belum" in page
    assert "rencanakan" not in page
    assert town.client("elsewhere").get(f"/kurikulum/{curriculum.id}/").status_code == 404
    for who in ("panel", "partner", "province"):
        assert town.client(who).get("/kurikulum/").status_code == 403


def test_materials_are_for_the_invited_and_those_who_keep_the_programme(town, modules):
    office = town.actor("office")
    paper = add_material(by=office, module=modules[0].id, title="Lembar", raw=PDF)
    image = add_material(by=office, module=modules[0].id, title="Gambar", raw=picture())
    link = add_material(by=office, module=modules[0].id, title="Laman", link="https://contoh.id/harga")
    client = town.client("participant")
    assert client.get(f"/bahan/{paper.id}/").status_code == 404
    made = hold(town, module=modules[0], on=SOON, places=1)
    register(by=town.actor("participant"), training=made.id, enrolments=[town.first.id])
    answer = client.get(f"/bahan/{paper.id}/")
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"/bahan/{image.id}/").content[:2] == b"\xff\xd8"
    assert client.get(f"/bahan/{link.id}/").url == "https://contoh.id/harga"
    assert "Lembar" in client.get("/pelatihan-saya/").content.decode()
    assert not readable(town.actor("participant")).filter(id=modules[1].id).exists()
    assert town.client("elsewhere").get(f"/bahan/{paper.id}/").status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"raw": b"MZ programme"}, {"raw": PDF, "link": "https://contoh.id/"}, {}, {"link": "javascript:alert(1)"}, {"link": "ftp://x/"}, {"link": "https://[x"}, {"title": " ", "raw": PDF}]
)  # fmt: skip
def test_what_is_no_material_is_refused(town, modules, wrong):
    with pytest.raises(Refused):
        add_material(by=town.actor("office"), module=modules[0].id, **({"title": "x"} | wrong))
    assert not Material.objects.exists()


def test_a_dropped_material_is_gone_with_its_files(town, modules, django_capture_on_commit_callbacks):
    made = add_material(by=town.actor("office"), module=modules[0].id, title="Gambar", raw=picture())
    with django_capture_on_commit_callbacks(execute=True):
        drop_material(by=town.actor("office"), material=made.id)
    assert not made.original.storage.exists(made.original.name)
    assert not made.shown.storage.exists(made.shown.name)
    with pytest.raises(Refused):
        drop_material(by=town.actor("office"), material=made.id)


def test_the_office_sets_all_of_it_up_on_screen(town):
    client = town.client("office")
    door = client.post("/kurikulum/baru/", {"title": "Dasar", "least_share": "75"}).url
    body = {
        "title": "Harga",
        "subject": "finance",
        "outcome": "menghitung harga",
        "minutes": "90",
        "order": "",
    }
    module = client.post(f"{door}modul/", body).url
    assert client.post(f"{door}modul/", body).status_code == 422, "twice the same title"
    assert client.get(module).status_code == 200
    assert client.post(f"{module}ubah/", body | {"title": "Harga jual"}).status_code == 302
    assert client.post(f"{module}bahan/", {"title": "Laman", "link": "https://contoh.id/"}).status_code == 302
    assert client.post(f"{module}bahan/", {"title": "Laman"}).status_code == 422
    found = Module.objects.get()
    new = {
        "title": "Sesi",
        "subject": "basic",
        "region": KECAMATAN,
        "on": str(SOON),
        "minutes": "60",
        "module": str(found.id),
    }
    assert client.post("/pelatihan/baru/", new).status_code == 302
    made = Training.objects.unscoped("test").get()
    assert (made.module, made.subject) == (found, "finance")
    assert client.post(f"/pelatihan/{made.id}/modul/", {"module": ""}).status_code == 302
    assert client.post(f"/pelatihan/{made.id}/modul/", {"module": "x"}).status_code == 422
    assert client.post(f"/bahan/{found.materials.get().id}/hapus/").status_code == 302
    assert client.post(f"{module}hapus/").url == door
    assert client.post(f"{door}ubah/", {"title": "Dasar usaha", "least_share": "0"}).status_code == 422
    assert client.post(f"{door}ubah/", {"title": "Dasar usaha", "least_share": "50"}).status_code == 302


@given(modules=st.integers(1, 60), share=st.integers(1, 100))
def test_enough_is_the_fewest_that_make_up_the_share(modules, share):
    least = needed(modules, share)
    assert 1 <= least <= modules
    assert least * 100 >= modules * share
    assert least == 1 or (least - 1) * 100 < modules * share
    assert enough(least, modules, share)
    assert not enough(least - 1, modules, share)
    assert not enough(0, 0, share)
