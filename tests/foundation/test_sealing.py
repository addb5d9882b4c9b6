import pytest
from cryptography.exceptions import InvalidTag

from dampingi.foundation.sealing import Seal

SHEETS = Seal("imports", b"imported sheet")
SHEET = b"PK\x03\x04 names and phones"


def test_a_file_comes_back_and_never_looks_the_same():
    one, other = SHEETS.close(SHEET), SHEETS.close(SHEET)
    assert SHEETS.open(one) == SHEETS.open(other) == SHEET
    assert one != other
    assert b"names" not in one


@pytest.mark.parametrize("other", [Seal("photos", b"imported sheet"), Seal("imports", b"visit photo")])
def test_what_was_sealed_for_one_purpose_opens_for_no_other(other):
    with pytest.raises(InvalidTag):
        other.open(SHEETS.close(SHEET))


def test_a_changed_file_does_not_open():
    stored = bytearray(SHEETS.close(SHEET))
    stored[-1] ^= 1
    with pytest.raises(InvalidTag):
        SHEETS.open(bytes(stored))


def test_another_installation_cannot_open_it(settings):
    stored = SHEETS.close(SHEET)
    settings.IDENTIFIER_KEY = "another"
    with pytest.raises(InvalidTag):
        SHEETS.open(stored)
