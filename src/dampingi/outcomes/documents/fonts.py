"""The typeface of our documents. Typst ships no sans-serif; IBM Plex Sans (OFL 1.1) comes as a wheel."""

from importlib.util import find_spec

FAMILY = "IBM Plex Sans"
PACKAGE = "fontpkg_ibm_plex_sans"


def folders() -> list[str]:
    """Where the font files lie; the package is only located, never imported."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the typeface of documents is missing: install {PACKAGE.replace('_', '-')}")
    return list(spec.submodule_search_locations)
