"""Damaged bytes: what reading has to survive, the same for datasets and published files."""

from hypothesis import strategies as st

CHANGE = st.tuples(st.sampled_from(["flip", "insert", "delete", "truncate", "sign"]), st.integers(0, 2**32))
"""A change to some bytes: what is done, and a number from which come the place and the byte."""

CHANGES = st.lists(CHANGE, min_size=1, max_size=4)

SIGNS = b'",;\n\r\t|=\x00\x80\xff\xc3 0-aA<>&{}[]:'


def mutated(given: bytes, changes: list[tuple[str, int]]) -> bytes:
    """Return bytes with one byte flipped, inserted, deleted, replaced by a sign of meaning, or the rest cut off."""
    result = bytearray(given)
    for what, number in changes:
        place = number // 256 % (len(result) + 1)
        match what:
            case "flip":
                result[place : place + 1] = bytes([number % 256])
            case "insert":
                result.insert(place, number % 256)
            case "delete":
                del result[place : place + 1]
            case "truncate":
                del result[place:]
            case _:
                result[place : place + 1] = bytes([SIGNS[number % len(SIGNS)]])
    return bytes(result)
