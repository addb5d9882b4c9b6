"""How people write down what they hear: spellings, slips of the finger, misread letters, shortened names."""

import random

MUHAMMAD = (
    "Muhammad",
    "Mohammad",
    "Muhamad",
    "Mohamad",
    "Moh.",
    "Muh.",
    "M.",
    "Moch.",
    "Mochamad",
    "Mochammad",
    "Mohd",
)
AHMAD = ("Ahmad", "Achmad", "Akhmad", "Ahmat", "A.")
SPELLINGS = (
    *(
        ("u", "oe"),
        ("j", "dj"),
        ("c", "tj"),
        ("y", "j"),
        ("i", "y"),
        ("y", "i"),
        ("f", "v"),
        ("f", "p"),
        ("v", "f"),
        ("kh", "h"),
        ("h", ""),
    ),
    *(
        ("z", "j"),
        ("z", "s"),
        ("sy", "s"),
        ("ai", "ae"),
        ("d", "t"),
        ("k", "q"),
        ("th", "t"),
        ("dh", "d"),
        ("ch", "h"),
        ("t", "th"),
    ),
)
DOUBLED = "nmltr"
NEAR = {
    "a": "sqz", "b": "vgn", "c": "xvd", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok", "j": "hkn", "k": "jli",
    "l": "kop", "m": "nk", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cbf",
    "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
MISREAD = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "i"),
    ("i", "l"),
    ("o", "0"),
    ("u", "v"),
    ("cl", "d"),
    ("h", "b"),
    ("e", "c"),
    ("n", "ri"),
)
PEOPLE_TITLES = {
    True: ("Hj.", "Ibu", "Bu", "Ny.", "Hajjah"),
    False: ("H.", "Bpk", "Bapak", "Pak", "Haji", "Sdr.", "Drs."),
}
DEGREES = (", S.E.", ", S.Pd", " SE", ", S.Kom", ", A.Md", ", SH", " S.Pd.I", ", S.Sos")


def spelt(rng: random.Random, word: str) -> str:
    """Another spelling that sounds alike, where the word allows one."""
    if word == "muhammad":
        return rng.choice(MUHAMMAD).lower()
    if word == "ahmad":
        return rng.choice(AHMAD).lower()
    ways = [(old, new) for old, new in SPELLINGS if old in word]
    if rng.random() < 0.25:
        ways += [(c, c + c) for c in word[1:] if c in DOUBLED]
    if not ways or len(word) < 4:
        return word
    old, new = rng.choice(ways)
    return word.replace(old, new, 1)


def slipped(rng: random.Random, text: str) -> str:
    """One slip on the keyboard: a neighbouring key, a letter left out, doubled, or two exchanged."""
    if len(text) < 4:
        return text
    at, way = rng.randrange(1, len(text)), rng.random()
    if way < 0.35:
        return text[:at] + rng.choice(NEAR.get(text[at], text[at])) + text[at + 1 :]
    if way < 0.6:
        return text[:at] + text[at + 1 :]
    if way < 0.75:
        return text[:at] + text[at] + text[at:]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def misread(rng: random.Random, text: str) -> str:
    """One letter misread from paper."""
    ways = [way for way in MISREAD if way[0] in text]
    if not ways:
        return text
    old, new = rng.choice(ways)
    return text.replace(old, new, 1)


def cased(rng: random.Random, text: str, shouting: float) -> str:
    way = rng.random()
    return text.upper() if way < shouting else text if way < shouting + 0.05 else text.title()
