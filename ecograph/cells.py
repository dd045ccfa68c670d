"""How a value is written as the text of a cell: the reverse of ``parse``, used wherever text is written."""


def text(value: object) -> str:
    """Return a value as the text of a cell: empty for null, ids joined by |, whole numbers without a point.

    >>> text(None), text(19300000.0), text(0.25), text(["a", "b"]), text(True)
    ('', '19300000', '0.25', 'a|b', 'true')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return f"{value:.0f}"
        case float():
            return repr(value)
        case list():
            return "|".join(map(text, value))
        case _:
            return str(value)
