"""The typeface of our documents. Typst ships no sans-serif; Source Sans 3 (OFL 1.1) comes as a wheel."""

from importlib.util import find_spec

FAMILY = "Source Sans 3"
PACKAGE = "fontpkg_source_sans_3"


def folders() -> list[str]:
    """Where the font files lie; the package is only located, never imported."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the typeface of documents is missing: install {PACKAGE.replace('_', '-')}")
    return list(spec.submodule_search_locations)
