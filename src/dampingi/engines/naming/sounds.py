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
_ALIKE = tuple(
    pair.split(">")
    for pair in "oe>u dj>j dz>j tj>c sj>s ch>h kh>h sy>s sh>s ts>s th>t dh>d bh>b gh>g ph>p v>p f>p ck>k q>k x>ks hj>hi".split()
)
_THEN = tuple(pair.split(">") for pair in "z>s y>i ae>ai ie>i uw>u".split())
_TWICE = re.compile(r"(.)\1+")


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
    heard = word
    while word and (heard := _once(word)) and heard != word:
        word = heard
    return word if heard else word[:1]


def _once(word: str) -> str:
    if word[0] == "c" and word.startswith("ch") and not word.startswith("chai"):
        word = "c" + word[2:]
    for old, new in _ALIKE:
        if old in word:
            word = word.replace(old, new)
    if word[0] == "z":
        word = "j" + word[1:]
    for old, new in _THEN:
        if old in word:
            word = word.replace(old, new)
    word = _TWICE.sub(r"\1", word.replace("h", ""))
    return word[:-1] + "t" if word.endswith("d") else word
