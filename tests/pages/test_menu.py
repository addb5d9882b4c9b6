"""The main menu: calm for the office, whole for everyone, and each door only where it opens."""

import re
import uuid

import pytest

from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.ui.navigation import open_to
from dampingi.pages.menu import ITEMS

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(town):
    def of(name, path="/"):
        page = town.client(name).get(path).content.decode()
        return page[page.index('<nav class="side"') : page.index("</nav>")]

    return of


def doors(side):
    return re.findall(r'class="nav-link" href="([^"]+)"', side)


def folds(side):
    """The names of the foldable groups, and which of them stand open."""
    found = re.findall(r'<details class="nav-fold"( open)?><summary class="nav-group">([^<]+)<', side)
    return {name.strip(): bool(opened) for opened, name in found}


def test_the_office_s_long_menu_folds_and_one_group_is_open(side):
    told = folds(side("office"))
    assert len(told) == 9
    assert [name for name, opened in told.items() if opened] == ["Pendampingan"]


def test_where_one_is_stands_open(side):
    told = folds(side("office", "/kendala/"))
    assert [name for name, opened in told.items() if opened] == ["Kendala dan bantuan"]
    assert 'href="/kendala/" aria-current="page"' in side("office", "/kendala/")


def test_a_short_menu_shows_all_its_doors(side):
    assert folds(side("panel")) == {}
    assert "/evaluasi/" in doors(side("panel"))


def test_a_mentor_s_daily_doors_stand_above_the_groups(side):
    above = doors(side("ana").split('class="nav-group"')[0])
    assert above == ["/", "/kotak-masuk/", "/hari-ini/", "/peserta/", "/kunjungan/", "/tugas/", "/lapangan/"]


def test_a_mentor_s_other_doors_stand_in_few_named_groups(side):
    told = folds(side("ana"))
    assert {"Pendampingan", "Kerja pendamping"} <= set(told)
    assert len(told) <= 6
    assert [name for name, opened in told.items() if opened] == ["Pendampingan"]


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/serah-terima/", "/beban/"),
        ("/surat-tugas/", "/pendamping/"),
        ("/lapangan/perangkat/", "/lapangan/kiriman/"),
        ("/pendamping/angkat/", "/pendamping/"),
    ],
)
def test_a_page_without_a_door_of_its_own_stands_behind_the_one_it_belongs_to(side, path, door):
    assert re.findall(r'href="([^"]+)" aria-current="page"', side("office", path)) == [door]


@pytest.mark.parametrize(
    "name", ["office", "head", "ana", "camat", "kota", "coordinator", "panel", "inspector"]
)
def test_a_door_alone_in_its_group_needs_no_unfolding(side, name):
    for fold in side(name).split('<details class="nav-fold"')[1:]:
        assert len(doors(fold.partition("</details>")[0])) > 1, fold[:80]


def test_who_guides_mentors_meets_the_participants_in_their_group(side):
    assert "/peserta/" not in doors(side("camat").split('class="nav-group"')[0])


def test_folding_hides_no_door(side):
    assert {
        "/usaha/",
        "/usaha/mutu/",
        "/kembar/",
        "/kendala/",
        "/peserta/",
        "/laporan/",
        "/pekerjaan/",
    } <= set(doors(side("office")))


@pytest.mark.parametrize(
    "name", ["office", "head", "ana", "camat", "kota", "coordinator", "province", "inspector"]
)
def test_every_door_in_the_menu_opens(town, side, name):
    client = town.client(name)
    answers = {href: client.get(href, follow=True).status_code for href in doors(side(name))}
    assert answers == dict.fromkeys(answers, 200)


def test_the_province_finds_the_quality_of_the_data_it_may_see(side):
    assert "/usaha/mutu/" in doors(side("province"))


def test_two_who_hold_the_same_are_each_told_what_waits_for_them(town, side):
    """The menu is drawn once for both; what waits is counted for each, and anew after every notice."""

    def badge(name):
        found = re.search(r'href="/kotak-masuk/".*?</a>', side(name), re.DOTALL).group()
        return int("".join(re.findall(r'nav-badge">(\d+)', found)) or 0)

    before = badge("ana"), badge("budi")
    notify(users=[town.actor("ana").user_id], text="Kabar")
    assert (badge("ana"), badge("budi")) == (before[0] + 1, before[1])


def test_what_is_shown_never_asks_who_it_is():
    """The menu is kept for all who hold the same: an item that looked at the person would show one's doors to another."""
    held = tuple(Grant(role, "32.76") for role in Role)
    one, another = (Actor(user_id=uuid.uuid4(), label=str(n), held=held) for n in range(2))
    assert [item.shown(one) for item in ITEMS] == [item.shown(another) for item in ITEMS]
    assert open_to(one) == open_to(another)
    assert not open_to(Actor.stranger())
