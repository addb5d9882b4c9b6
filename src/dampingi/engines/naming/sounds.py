"""One spelling for words that sound alike: Soeharto and Suharto, Djoko and Joko, Fitri and Vitri, Muhammad and Moch."""

import re
from functools import lru_cache

_WHOLE = {
    form: name
    for name, forms in {
        "muamat": "muhammad muhamad mohammad mohamad mohamed mohammed muhamed mochammad mochamad mokhammad mokhamad moh muh mohd moch mhd",
        "amat": "achmad akhmad ahmad ahmat achmat ach akh",
        "abdul": "abd abdoel",
        "nur": "noor noer",
        "siti": "sitti",
    }.items()
    for form in forms.split()
}
_MISREAD = str.maketrans("015", "ols")
_STEPS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"oe", "u"),
        (r"dj|dz", "j"),
        (r"tj", "c"),
        (r"sj", "s"),
        (r"^ch(?!ai)", "c"),
        (r"ch|kh", "h"),
        (r"sy|sh|ts", "s"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"gh", "g"),
        (r"ph|v|f", "p"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"(?<=h)j", "i"),
        (r"^z", "j"),
        (r"z", "s"),
        (r"y", "i"),
        (r"ae", "ai"),
        (r"ie", "i"),
        (r"uw", "u"),
        (r"(?<=.)h|h(?=.)", ""),
        (r"(.)\1+", r"\1"),
        (r"d$", "t"),
    )
)


@lru_cache(maxsize=262_144)
def sound(word: str) -> str:
    """How a lower-case word sounds. Applying it twice changes nothing; digits among letters are read as the letters they look like.

    >>> sound("soeharto"), sound("moch"), sound("aisyah"), sound("vitri")
    ('suarto', 'muamat', 'aisa', 'pitri')
    """
    if len(word) == 1 or word.isdigit():
        return word
    word = word.translate(_MISREAD)
    word = _WHOLE.get(word, word)
    while (heard := _once(word)) and heard != word:
        word = heard
    return word if heard else word[:1]


def _once(word: str) -> str:
    for pattern, put in _STEPS:
        word = pattern.sub(put, word)
    return word
