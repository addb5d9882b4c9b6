"""The table of who may do what: every word in it is known, and nobody holds a permission twice."""

from collections import Counter

from dampingi.foundation.accounts.grants import TABLE, grants
from dampingi.foundation.accounts.permissions import Permission, Reach, Role

WORDS = {role.value for role in Role} | {"guide", "deputy"}


def test_every_permission_is_held_by_somebody_and_every_word_is_known():
    assert set(TABLE) == set(Permission)
    for permission, held in TABLE.items():
        told = Counter(word for words in held.values() for word in words.split())
        assert set(told) <= WORDS, permission
        assert set(told.values()) == {1}, permission


def test_a_mentor_of_a_kecamatan_guides_and_reports_and_one_of_a_kelurahan_does_neither():
    reports, checks = Permission.REPORT_ROUNDS, Permission.CHECK_MONTHLY_REPORTS
    assert grants(Role.MENTOR, 3)[reports] is Reach.REGION
    assert checks in grants(Role.MENTOR, 2)
    assert reports not in grants(Role.MENTOR, 2)
    assert {reports, checks}.isdisjoint(grants(Role.MENTOR, 4))
