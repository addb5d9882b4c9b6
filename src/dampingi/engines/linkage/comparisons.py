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


def _rarer(field: str, than: float) -> str:
    return f"{_same(field)} and l.{field}_rarity >= {than}"


TELLING = 10
"""Bits that shared words must tell to count as rare together: one in a thousand."""


def _both(first: str, then: str) -> str:
    """AND that looks at `then` only where `first` holds: DuckDB computes both sides of a plain AND, and the order is from cheap to dear."""
    return f"(CASE WHEN {first} THEN {then} ELSE false END)"


def _either(first: str, *others: str) -> str:
    """OR in the same manner."""
    return f"(CASE {' '.join(f'WHEN {holds} THEN true' for holds in (first, *others))} ELSE false END)"


def _shared(codes: str, at_least: int) -> str:
    return f"shared_bits(l.{codes}, r.{codes}) >= {at_least}"


def _holds_all(words: str) -> str:
    return _either(f"list_has_all(l.{words}, r.{words})", f"list_has_all(r.{words}, l.{words})")


def _within(text: str, other: str, slips: str) -> str:
    """At most so many slips. Jaro's likeness, ten times quicker, first throws out what is far away."""
    near = _both(f"abs(length({text}) - length({other})) <= 3", f"jaro_similarity({text}, {other}) >= 0.8")
    return _both(near, f"damerau_levenshtein({text}, {other}) <= {slips}")


def _spelt(field: str) -> str:
    """A slip or two, the more the longer the text."""
    text, other = f"l.{field}", f"r.{field}"
    slips = f"least(3, greatest(length({text}), length({other})) // 6)"
    return _either(_within(text, other, slips), _within(f"{text}_written", f"{other}_written", slips))


def _nearly(field: str) -> str:
    """One slip in a short text: `siti`, `slti`."""
    text, other = f"l.{field}", f"r.{field}"
    short = f"length({text}) > 2 and length({other}) > 2 and length({text}) < 7 and abs(length({text}) - length({other})) <= 1"
    return _both(short, f"damerau_levenshtein({text}, {other}) = 1")


def _abbreviates(short: str, long: str) -> str:
    """Every written-out word of the one is in the other, and every initial too."""
    initials = f"{short}.owner_count > 0 and ({short}.owner_initials & {long}.owner_initials) = {short}.owner_initials"
    return _both(initials, f"list_has_all({long}.owner_set, {short}.owner_set)")


def _calls(short: str, long: str) -> str:
    return _both(
        f"{short}.owner_count = 1 and length({short}.owner) >= 3", f"contains({long}.owner, {short}.owner)"
    )


def _words_alike(words: str, text: str) -> str:
    """Jaro first, as above: the macro looks at every word beside every other."""
    near = f"jaro_similarity(l.{text}, r.{text}) >= 0.75"
    return _both(near, f"words_alike(l.{words}, r.{words}) or words_alike(r.{words}, l.{words})")


NAME_ALIKE, OWNER_ALIKE = _words_alike("name_words", "name"), _words_alike("owner_words", "owner")
NAME_SPELT, OWNER_SPELT = _spelt("name"), _spelt("owner")
NAME_SHORTENED = _holds_all("name_set")
OWNER_SHORTENED = _either(_abbreviates("l", "r"), _abbreviates("r", "l"))
CALLED = _either(_calls("l", "r"), _calls("r", "l"))
NAME_KNOWN = "(l.name <> '' and r.name <> '')"
OWNER_KNOWN = "(l.owner <> '' and r.owner <> '')"
NAME_AGREES = _both(NAME_KNOWN, _either(_same("name"), NAME_SHORTENED, NAME_SPELT, NAME_ALIKE))
OWNER_AGREES = _both(OWNER_KNOWN, _either(_same("owner"), OWNER_SHORTENED, OWNER_SPELT, OWNER_ALIKE))
PHONE_SHARED = "list_has_any(l.phone_set, r.phone_set)"
OWN_PHONE = "list_has_any(l.own_phones, r.own_phones)"
SAME_STREET = _both(
    "l.street <> '' and r.street <> ''",
    _either(
        _same("street"), _within("l.street", "r.street", "greatest(length(l.street), length(r.street)) // 4")
    ),
)
SAME_RT = "(l.rt_rw <> '' and l.rt_rw = r.rt_rw)"
SAME_HOUSE = _both(
    f"l.number <> '' and l.number = r.number and ({_lacking('rt_rw')} or {SAME_RT})", SAME_STREET
)
SAME_CORNER = _both(SAME_RT, SAME_STREET)
PRODUCT_KNOWN = "(len(l.product_set) > 0 and len(r.product_set) > 0)"
PRODUCT_AGREES = _either(
    "list_has_any(l.product_set, r.product_set)",
    _words_alike("product_words", "product"),
)
PRODUCT_DIFFERS = _both(PRODUCT_KNOWN, f"not {PRODUCT_AGREES}")
SAME_NIK = "(l.nik <> '' and l.nik = r.nik)"
SAME_NIB = "(l.nib <> '' and l.nib = r.nib)"
SAME_BIRTH = "(l.born <> '' and l.born = r.born)"
METRES = "111195 * sqrt(pow(l.latitude - r.latitude, 2) + pow((l.longitude - r.longitude) * cos(radians(l.latitude)), 2))"
SAME_PERSON = _either(
    SAME_NIK, SAME_NIB, _both(_either(SAME_BIRTH, OWN_PHONE, SAME_HOUSE, SAME_CORNER), OWNER_AGREES)
)
SAME_DOOR = _either(OWN_PHONE, SAME_HOUSE, SAME_CORNER)
CROSSED = _either("list_has_any(l.name_set, r.owner_set)", "list_has_any(r.name_set, l.owner_set)")

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
            ("nearly", _nearly("name")),
            ("shortened_rare", _both(NAME_SHORTENED, _shared("name_codes", TELLING))),
            ("shortened", NAME_SHORTENED),
            ("rare_word", _shared("name_codes", TELLING)),
            ("words_alike", NAME_ALIKE),
            ("word", "list_has_any(l.name_set, r.name_set)"),
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
            ("nearly", _nearly("owner")),
            ("shortened_rare", _both(OWNER_SHORTENED, _shared("owner_codes", TELLING))),
            ("shortened", OWNER_SHORTENED),
            ("called", CALLED),
            ("rare_word", _shared("owner_codes", TELLING)),
            ("words_alike", OWNER_ALIKE),
            ("word", "list_has_any(l.owner_set, r.owner_set)"),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "phone",
        (
            (UNKNOWN, "len(l.phone_set) = 0 or len(r.phone_set) = 0"),
            ("same", OWN_PHONE),
            ("shared_by_many", PHONE_SHARED),
            (
                "one_digit",
                "length(l.phone) = length(r.phone) and hamming(l.phone, r.phone) <= 2 and damerau_levenshtein(l.phone, r.phone) = 1",
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
            (
                "one_digit",
                "length(l.nib) = length(r.nib) and hamming(l.nib, r.nib) <= 2 and damerau_levenshtein(l.nib, r.nib) = 1",
            ),
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
            ("same_house", SAME_HOUSE),
            ("same_street_and_rt", SAME_CORNER),
            (
                "other_number",
                _both("l.number <> '' and r.number <> '' and l.number <> r.number", SAME_STREET),
            ),
            ("same_street", SAME_STREET),
            ("same_rt", SAME_RT),
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
            ("same", _holds_all("product_set")),
            ("alike", PRODUCT_AGREES),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "crossed",
        (
            (
                UNKNOWN,
                f"({NAME_KNOWN} and {OWNER_KNOWN}) or (l.name = '' and r.name = '') or (l.owner = '' and r.owner = '')",
            ),
            ("agrees", CROSSED),
            ("other", "ELSE"),
        ),
    ),
    Compared(
        "one_owner",
        (
            (UNKNOWN, f"not {SAME_PERSON}"),
            ("same_business", _both(NAME_AGREES, f"not {PRODUCT_DIFFERS}")),
            ("other_product", NAME_AGREES),
            ("other_business", _both(NAME_KNOWN, PRODUCT_DIFFERS)),
            ("other_name_same_product", f"{NAME_KNOWN} and {PRODUCT_KNOWN}"),
            ("other_name", NAME_KNOWN),
            ("no_name_other_product", PRODUCT_DIFFERS),
            ("no_name_same_product", PRODUCT_KNOWN),
            ("no_name", "ELSE"),
        ),
    ),
    Compared(
        "one_door",
        (
            (UNKNOWN, _either(f"not {SAME_DOOR}", SAME_PERSON)),
            ("owner_unknown_same_name", _both(f"not {OWNER_KNOWN}", NAME_AGREES)),
            ("owner_unknown_other_name", f"not {OWNER_KNOWN} and {NAME_KNOWN}"),
            ("owner_unknown", f"not {OWNER_KNOWN}"),
            ("other_owner_same_name", NAME_AGREES),
            ("other_owner_other_name", NAME_KNOWN),
            ("other_owner", "ELSE"),
        ),
    ),
)
CODES = tuple(compared.code for compared in COMPARISONS)
