"""Ways of selling as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.capture.imports.kinds.channels import channel_codes
from dampingi.foundation.definitions import load, source_names


@pytest.mark.parametrize(
    ("text", "codes", "whole"),
    [
        ("Shopee, Instagram", ("instagram", "shopee"), True),
        ("SHOPEE DAN TOKOPEDIA", ("shopee", "tokopedia"), True),
        ("titip di warung", ("consignment",), True),
        ("warung; keliling", ("stall", "mobile"), True),
        ("WA/IG/FB", ("whatsapp", "instagram", "facebook"), True),
        ("Shopee Food", ("delivery",), True),
        ("pasar malam, burung merpati", ("market",), False),
        ("online", (), False),
        ("tidak ada", (), True),
        ("-", (), True),
        ("wajar", (), False),
    ],
)
def test_words_become_codes(text, codes, whole):
    assert channel_codes(text) == (codes, whole)


@given(st.text(max_size=200))
def test_any_text_is_answered_with_known_codes(text):
    codes, _whole = channel_codes(text)
    assert set(codes) <= source_names("channels").keys()


def test_no_word_means_two_ways():
    words = [word for entry in load("channels") for word in entry["words"]]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
