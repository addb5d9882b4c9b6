"""One spelling for words that sound alike: Soeharto and Suharto, Djoko and Joko, Fitri and Vitri, Muhammad and Moch."""

import re
from functools import lru_cache

_WHOLE = {
    form: name
    for name, forms in {
        "muhamat": "muhammad muhamad mohammad mohamad mohamed mohammed muhamed mochammad mochamad mokhammad mokhamad moh muh mohd moch mhd",
        "ahmat": "achmad akhmad ahmad ahmat achmat ach akh",
        "abdul": "abd abdoel",
        "nur": "noor noer",
        "siti": "sitti",
    }.items()
    for form in forms.split()
}
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
        (r"(.)\1+", r"\1"),
        (r"(?<=..)h$", ""),
        (r"d$", "t"),
    )
)


@lru_cache(maxsize=262_144)
def sound(word: str) -> str:
    """How a lower-case word sounds. Applying it twice changes nothing; words with digits stay as they are.

    >>> sound("soeharto"), sound("moch"), sound("aisyah"), sound("vitri")
    ('suharto', 'muhamat', 'aisa', 'pitri')
    """
    if not word.isalpha() or len(word) == 1:
        return word
    word = _WHOLE.get(word, word)
    while (heard := _once(word)) != word:
        word = heard
    return word


def _once(word: str) -> str:
    for pattern, put in _STEPS:
        word = pattern.sub(put, word)
    return word
