"""What is compared of two records, and into which levels. The order decides: the first level that holds is the pair's.

`l.` and `r.` are the two records' features. Level `unknown` says nothing either way. Rarity is -log10 of a word's or name's share of the records.
The last two comparisons see no new fact: they say what several agreements together are worth, because one owner's two shops, and one
family's, agree in everything but the business.
"""

from typing import NamedTuple

UNKNOWN = "unknown"


class Compared(NamedTuple):
    code: str
    levels: tuple[tuple[str, str], ...]
    """(code, condition); the last condition is `ELSE`."""


def _same(field: str) -> str:
    return f"l.{field} = r.{field}"


def _lacking(field: str) -> str:
    return f"l.{field} = '' or r.{field} = ''"


def _either_holds_all(words: str, of: str) -> str:
    return f"list_has_all(l.{of}, r.{words}) or list_has_all(r.{of}, l.{words})"


def _rarer(field: str, than: float) -> str:
    return f"{_same(field)} and l.{field}_rarity >= {than}"


SPELT = 0.92
NAME_SPELT = f"jaro_winkler_similarity(l.name, r.name) >= {SPELT}"
NAME_SHORTENED = _either_holds_all("name_words", "name_words")
OWNER_SPELT = f"jaro_winkler_similarity(l.owner, r.owner) >= {SPELT}"
OWNER_SHORTENED = (
    "(len(l.owner_long) > 0 and list_has_all(r.owner_long, l.owner_long) and list_has_all(r.owner_first, l.owner_first)) or "
    "(len(r.owner_long) > 0 and list_has_all(l.owner_long, r.owner_long) and list_has_all(l.owner_first, r.owner_first))"
)
CALLED = (
    "(len(l.owner_words) = 1 and length(l.owner) >= 3 and contains(r.owner, l.owner)) or "
    "(len(r.owner_words) = 1 and length(r.owner) >= 3 and contains(l.owner, r.owner))"
)
NAME_KNOWN = "(l.name <> '' and r.name <> '')"
OWNER_KNOWN = "(l.owner <> '' and r.owner <> '')"
NAME_AGREES = f"({NAME_KNOWN} and ({_same('name')} or {NAME_SPELT} or {NAME_SHORTENED}))"
OWNER_AGREES = f"({OWNER_KNOWN} and ({_same('owner')} or {OWNER_SPELT} or {OWNER_SHORTENED}))"
PHONE_SHARED = "list_has_any(l.phones, r.phones)"
SAME_HOUSE = "(l.street <> '' and l.number <> '' and l.number = r.number and jaro_winkler_similarity(l.street, r.street) >= 0.9)"
PRODUCT_AGREES = "list_has_any(l.product_words, r.product_words)"
PRODUCT_KNOWN = "(len(l.product_words) > 0 and len(r.product_words) > 0)"
SAME_NIK = "(l.nik <> '' and l.nik = r.nik)"
SAME_BIRTH = "(l.born <> '' and l.born = r.born)"
METRES = "111195 * sqrt(pow(l.latitude - r.latitude, 2) + pow((l.longitude - r.longitude) * cos(radians(l.latitude)), 2))"
SAME_PERSON = f"({SAME_NIK} or ({OWNER_AGREES} and ({PHONE_SHARED} or {SAME_BIRTH} or {SAME_HOUSE})))"
SAME_DOOR = f"({PHONE_SHARED} or {SAME_HOUSE})"

COMPARISONS: tuple[Compared, ...] = (
    Compared(
        "name",
        (
            (UNKNOWN, f"not {NAME_KNOWN}"),
            ("same_rarest", _rarer("name", 4.5)),
            ("same_rare", _rarer("name", 3.7)),
            ("same_usual", _rarer("name", 3)),
            ("same_common", _same("name")),
            ("spelt", NAME_SPELT),
            ("shortened_rare", f"({NAME_SHORTENED}) and list_has_any(l.name_rare, r.name_rare)"),
            ("shortened", NAME_SHORTENED),
            ("rare_word", "list_has_any(l.name_rare, r.name_rare)"),
            ("word", "list_has_any(l.name_words, r.name_words)"),
            ("other", "ELSE"),
        ),
    ),
    Compared("kind", ((UNKNOWN, _lacking("kind")), ("same", _same("kind")), ("other", "ELSE"))),
    Compared(
        "owner",
        (
            (UNKNOWN, f"not {OWNER_KNOWN}"),
            ("same_rarest", _rarer("owner", 4.5)),
            ("same_rare", _rarer("owner", 3.7)),
            ("same_usual", _rarer("owner", 3)),
            ("same_common", _same("owner")),
            ("spelt", OWNER_SPELT),
            ("shortened_rare", f"({OWNER_SHORTENED}) and list_has_any(l.owner_rare, r.owner_rare)"),
            ("shortened", OWNER_SHORTENED),
            ("called", CALLED),
            ("rare_word", "list_has_any(l.owner_rare, r.owner_rare)"),
            ("word", "list_has_any(l.owner_long, r.owner_long)"),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "phone",
        (
            (UNKNOWN, "len(l.phones) = 0 or len(r.phones) = 0"),
            ("same", "list_has_any(l.own_phones, r.own_phones)"),
            ("shared_by_many", PHONE_SHARED),
            (
                "one_digit",
                "levenshtein(l.phones[1], r.phones[1]) = 1 or damerau_levenshtein(l.phones[1], r.phones[1]) = 1",
            ),
            ("other", "ELSE"),
        ),
    ),
    Compared("nik", ((UNKNOWN, _lacking("nik")), ("same", _same("nik")), ("other", "ELSE"))),
    Compared(
        "nib",
        (
            (UNKNOWN, _lacking("nib")),
            ("same", _same("nib")),
            ("one_digit", "damerau_levenshtein(l.nib, r.nib) = 1"),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "born",
        (
            (UNKNOWN, _lacking("born")),
            ("same", _same("born")),
            (
                "nearly",
                "damerau_levenshtein(l.born, r.born) = 1 or (l.born[:4] = r.born[:4] and l.born[6:7] = r.born[9:10] and l.born[9:10] = r.born[6:7])",
            ),
            ("same_year", "l.born[:4] = r.born[:4]"),
            ("other", "ELSE"),
        ),
    ),
    Compared("sex", ((UNKNOWN, _lacking("sex")), ("same", _same("sex")), ("other", "ELSE"))),
    Compared(
        "address",
        (
            (UNKNOWN, f"(({_lacking('street')}) and ({_lacking('rt_rw')}))"),
            ("same_house", f"{SAME_HOUSE} and (l.rt_rw = r.rt_rw or {_lacking('rt_rw')})"),
            (
                "same_street_and_rt",
                "l.rt_rw <> '' and l.rt_rw = r.rt_rw and l.street <> '' and jaro_winkler_similarity(l.street, r.street) >= 0.9",
            ),
            ("same_street", "l.street <> '' and jaro_winkler_similarity(l.street, r.street) >= 0.9"),
            ("same_rt", "l.rt_rw <> '' and l.rt_rw = r.rt_rw"),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "place",
        (
            (UNKNOWN, _lacking("region")),
            ("same_spot", f"l.latitude is not null and r.latitude is not null and {METRES} <= 60"),
            ("near", f"l.latitude is not null and r.latitude is not null and {METRES} <= 400"),
            ("same_kelurahan", f"{_same('region')} and (l.latitude is null or r.latitude is null)"),
            ("within", "starts_with(l.region, r.region) or starts_with(r.region, l.region)"),
            ("same_kecamatan", "left(l.region, 8) = left(r.region, 8)"),
            ("same_city", "left(l.region, 5) = left(r.region, 5)"),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "product",
        (
            (UNKNOWN, f"not {PRODUCT_KNOWN}"),
            ("same", _either_holds_all("product_words", "product_words")),
            ("alike", PRODUCT_AGREES),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "one_owner",
        (
            (UNKNOWN, f"not {SAME_PERSON}"),
            ("same_business", NAME_AGREES),
            ("other_business", f"{NAME_KNOWN} and {PRODUCT_KNOWN} and not {PRODUCT_AGREES}"),
            ("other_name", NAME_KNOWN),
            ("other_product", f"{PRODUCT_KNOWN} and not {PRODUCT_AGREES}"),
            ("no_name", "ELSE"),
        ),
    ),
    Compared(
        "one_door",
        (
            (UNKNOWN, f"{SAME_PERSON} or not {SAME_DOOR} or not {OWNER_KNOWN}"),
            ("same_name", NAME_AGREES),
            ("other_name", NAME_KNOWN),
            ("no_name", "ELSE"),
        ),
    ),
)
CODES = tuple(compared.code for compared in COMPARISONS)


def level_codes(code: str) -> tuple[str, ...]:
    return next(tuple(level for level, _ in c.levels) for c in COMPARISONS if c.code == code)
