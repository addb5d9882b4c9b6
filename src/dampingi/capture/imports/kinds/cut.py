"""Text of a sheet that must fit a column of the register."""


def cut(text: object, length: int) -> str:
    if not text:
        return ""
    written = str(text)
    return written if len(written) <= length else written[: length - 1].rstrip() + "…"
