"""What an Indonesian address says: street, house number, RT and RW, however it is written."""

import re
from functools import lru_cache
from typing import NamedTuple

from dampingi.engines.naming import sound


class Address(NamedTuple):
    """`street` in words as they sound; `number` and `rt_rw` (`3/5`) as text; each `""` if not said."""

    street: str
    number: str
    rt_rw: str


NOWHERE = Address("", "", "")
_RT_RW = re.compile(
    r"\brt\W{0,2}0*(\d{1,3})\W{0,3}(?:rw\W{0,2})?0*(\d{1,3})\b|\brt\W{0,2}rw\W{0,2}0*(\d{1,3})\W{1,3}0*(\d{1,3})\b"
    r"|(?<![\w/])0*(\d{1,2})\s?/\s?0*(\d{1,2})(?![\w/])"
)
_ONLY_RT = re.compile(r"\br([tw])\W{0,2}0*(\d{1,3})\b")
_NUMBER = re.compile(r"\b(?:no|nomor|nmr|num)\b\W{0,2}(\w{1,6})\b")
_PLACE = re.compile(
    r"\b(?:kel|kelurahan|ds|desa|kec|kecamatan|kab|kabupaten|kota|prov|provinsi|kode pos)\b.*$"
)
_LAST_NUMBER = re.compile(r"\b(\d{1,4}[a-z]?)\s*$")
_WORD = re.compile(r"[a-z0-9]+")
_WAYS = {"jl", "jln", "jalan", "jlan", "jaln", "gg", "gang", "gng", "lorong", "lr"}


@lru_cache(maxsize=65_536)
def address_parts(text: str) -> Address:
    """Never raises; what cannot be understood counts as street.

    >>> address_parts("Jln. Mawar No. 12 RT 03/RW 05"), address_parts("Gg Mawar 12, rt.003 rw.005")
    (Address(street='mawar', number='12', rt_rw='3/5'), Address(street='mawar', number='12', rt_rw='3/5'))
    """
    rest = text.lower().replace("r.t", "rt").replace("r.w", "rw")
    rest, rt_rw = _take_rt_rw(rest)
    rest = _PLACE.sub(" ", rest)
    found = _NUMBER.search(rest)
    number = found[1] if found else ""
    if found:
        rest = rest[: found.start()] + " " + rest[found.end() :]
    elif last := _LAST_NUMBER.search(rest.rstrip(" .,-/")):
        number, rest = last[1], rest[: last.start()]
    words = [sound(word) for word in _WORD.findall(rest) if word not in _WAYS]
    return Address(" ".join(words)[:80], number.lstrip("0"), rt_rw)


def _take_rt_rw(text: str) -> tuple[str, str]:
    if found := _RT_RW.search(text):
        rt, rw = (part for part in found.groups() if part is not None)
        return text[: found.start()] + " " + text[found.end() :], f"{rt}/{rw}"
    parts = dict(_ONLY_RT.findall(text))
    if not parts:
        return text, ""
    return _ONLY_RT.sub(" ", text), f"{parts.get('t', '')}/{parts.get('w', '')}"
