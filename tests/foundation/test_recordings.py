"""Voice notes are known by their first bytes; whatever else is called audio is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.errors import Refused
from dampingi.foundation.recordings import LARGEST, media_of, received
from dampingi.foundation.sealing import Seal

SEAL = Seal("test", b"test")
KNOWN = {
    "audio/ogg": b"OggS\x00\x02" + bytes(40),
    "audio/webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(20),
    "audio/wav": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(20),
    "audio/amr": b"#!AMR\n" + bytes(20),
    "audio/mp4": b"\x00\x00\x00\x18ftypM4A " + bytes(20),
    "audio/mpeg": b"\xff\xfb\x90\x44" + bytes(20),
}


@pytest.mark.parametrize(("media", "raw"), KNOWN.items())
def test_what_phones_record_is_known_and_sealed(media, raw):
    found = received(raw, SEAL)
    assert found.media == media
    assert raw[:12] not in found.original
    assert SEAL.open(found.original) == raw


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><script>alert(1)</script>" + bytes(40),
        b"%PDF-1.7" + bytes(40),
        b"MZ" + bytes(60),
        b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20),  # a picture in the same box
        b"\x00\x00\x00\x18ftypheic" + bytes(20),
        b"\x1aE\xdf\xa3" + b"matroska" + bytes(80),
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00",  # UTF-16 text begins like a sound frame
        b"\xff\xd8\xff\xe0" + bytes(30),
        b"Ogg",
    ],
)
def test_what_is_no_recording_is_refused_whatever_it_is_called(raw):
    with pytest.raises(Refused, match="bukan rekaman suara"):
        received(raw, SEAL)


def test_nothing_and_too_much_are_refused_with_the_cure():
    with pytest.raises(Refused, match="kosong"):
        received(b"", SEAL)
    with pytest.raises(Refused, match="lebih singkat") as told:
        received(KNOWN["audio/ogg"] + bytes(LARGEST), SEAL)
    assert told.value.status == 413


@given(st.binary(max_size=64))
def test_any_bytes_are_either_known_or_not_and_never_an_error(raw):
    assert media_of(raw) in {None, *KNOWN}
