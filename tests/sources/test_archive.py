"""Unpacking takes what an honest archive holds, and no archive can do harm.

Archives are made here by zipfile and gzip, or by hand where those refuse to make what is to be refused.
"""

import gzip
import io
import stat
import struct
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.errors import EcographError
from ecograph.sources.archive import BrokenArchiveError, Limits, files, is_archive, members

CSV = b'"id";"name"\n"1";"Made Up ApS"\n'


def zipped(
    *parts: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    """Return a zip of these names and contents."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a name that is there twice
        archive.comment = comment
        for part, content in parts:
            archive.writestr(part, content, packing)
    return made.getvalue()


GOOD = zipped(("organization.csv", CSV), ("project.csv", b"id\n7\n"))


# -- what is taken


def test_a_plain_file_is_itself() -> None:
    (file,) = files("organization.csv", CSV)
    assert (file.name, file.content) == ("organization.csv", CSV)
    assert members("organization.csv", CSV) == {}


def test_a_zip_gives_its_members_in_their_order_named_after_it() -> None:
    found = files("cordis.zip", GOOD)
    assert [(file.name, file.content) for file in found] == [
        ("cordis.zip/organization.csv", CSV),
        ("cordis.zip/project.csv", b"id\n7\n"),
    ]
    assert members("cordis.zip", GOOD) == {"organization.csv": len(CSV), "project.csv": 5}


def test_a_gzip_gives_its_one_file() -> None:
    (file,) = files("folder/units.json.gz", gzip.compress(b"[]"))
    assert (file.name, file.content) == ("folder/units.json.gz/units.json", b"[]")


def test_an_archive_is_known_by_its_first_bytes_too() -> None:
    assert [file.name for file in files("download", GOOD)] == ["download/organization.csv", "download/project.csv"]
    assert [file.name for file in files("download", gzip.compress(b"x"))] == ["download/download"]


@pytest.mark.parametrize("name", ["members.xlsx", "MEMBERS.XLSX", "old.ods"])
def test_a_workbook_is_one_file(name: str) -> None:
    assert [file.name for file in files(name, GOOD)] == [name]


WORKBOOK = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))


@pytest.mark.parametrize("name", ["members", "members.zip", "members.dat"])
def test_a_workbook_under_another_name_is_known_by_its_parts(name: str) -> None:
    (file,) = files(name, WORKBOOK)
    assert (file.name, file.content) == (name, WORKBOOK)
    assert members(name, WORKBOOK) == {}


def test_a_zip_that_only_speaks_of_the_parts_of_a_workbook_is_none() -> None:
    stored = zipped(("a.csv", b"[Content_Types].xml"), packing=zipfile.ZIP_STORED)
    assert [file.name for file in files("a.zip", stored)] == ["a.zip/a.csv"]
    broken(WORKBOOK[: len(WORKBOOK) // 2], "members")


def test_folders_in_a_zip_are_no_files_and_an_empty_file_is_one() -> None:
    found = files("a.zip", zipped(("csv/", b""), ("csv/a.csv", b"")))
    assert [(file.name, file.content) for file in found] == [("a.zip/csv/a.csv", b"")]


def test_an_archive_in_an_archive_stays_packed() -> None:
    found = files("a.zip", zipped(("inner.zip", GOOD)))
    assert [(file.name, file.content) for file in found] == [("a.zip/inner.zip", GOOD)]


def test_letters_of_danish_names_are_kept() -> None:
    assert files("a.zip", zipped(("støtte æøå.csv", b"1")))[0].name == "a.zip/støtte æøå.csv"


def test_a_zip_after_other_bytes_is_read_as_zip_readers_do() -> None:
    assert len(files("a.zip", b"before" + GOOD)) == 2


# -- what is refused


def refused(content: bytes, limits: Limits | None = None, name: str = "bad.zip") -> str:
    """Return what is said of an archive that both functions refuse."""
    given_limits = limits or Limits()
    with pytest.raises(EcographError) as first:
        files(name, content, given_limits)
    with pytest.raises(EcographError) as second:
        members(name, content, given_limits)
    assert str(first.value) == str(second.value)
    assert not isinstance(first.value, BrokenArchiveError)
    assert str(first.value).startswith(f"{name}: found ")
    assert "expected" in str(first.value)
    assert str(first.value).endswith("; unpack it yourself and give the files you need")
    return str(first.value)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/cron.d/a",
        "../a.csv",
        "csv/../../a.csv",
        "csv/..",
        "C:a.csv",
        "c:/a.csv",
        "csv\\a.csv",
        "..\\a.csv",
        "\\\\server\\a.csv",
        "../",
        "/",
    ],
)
def test_a_path_that_leads_outside_is_refused(path: str) -> None:
    assert "path" in refused(zipped(("good.csv", b"1"), (path, b"x")))


def test_a_name_with_control_signs_is_refused_and_shown_as_codes() -> None:
    said = refused(zipped(("a\x1b[2J.csv", b"x")))
    assert "\\x1b" in said
    assert "\x1b" not in said


def test_a_name_cut_at_a_zero_is_refused() -> None:
    # zipfile reads "a.csv" for such a name; who looks at the bytes finds another
    assert "name" in refused(zipped(("a.csvZ.exe", b"x")).replace(b"a.csvZ.exe", b"a.csv\x00.exe"))


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link" in refused(zipped((link, b"/etc/passwd")))


def test_a_file_that_needs_a_password_is_refused() -> None:
    content = bytearray(zipped(("a.csv", b"x")))
    content[content.index(b"PK\x03\x04") + 6] |= 1  # the flag of the member
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and that of the list
    assert "password" in refused(bytes(content))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_packing_is_refused(packing: int) -> None:
    assert "packed in the way" in refused(zipped(("a.csv", CSV), packing=packing))


def test_a_name_that_is_there_twice_is_refused() -> None:
    assert "'a.csv' more than once" in refused(zipped(("a.csv", b"1"), ("b.csv", b"1"), ("a.csv", b"2")))


def test_as_many_files_as_the_limit_are_taken_and_one_more_is_refused() -> None:
    parts = [(f"{n}.csv", b"x") for n in range(201)]
    assert len(files("a.zip", zipped(*parts[:200]))) == 200
    assert "201 files" in refused(zipped(*parts))


def test_as_many_bytes_as_the_limit_are_taken_and_one_more_is_refused() -> None:
    made = zipped(("a", b"x" * 60), ("b", b"y" * 40))
    assert len(files("a.zip", made, Limits(total=100))) == 2
    assert "more than 99 bytes" in refused(made, Limits(total=99))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    # by hand: zeros shrink about a thousandfold, above the ratio of 200
    content = zipped(("a.csv", bytes(11_000_000)))
    assert "200 times" in refused(content)
    assert "200 times" in refused(gzip.compress(bytes(11_000_000)), name="bomb.gz")


def test_a_small_file_may_shrink_as_much_as_it_likes() -> None:
    assert members("a.zip", zipped(("a.csv", bytes(9_000_000)))) == {"a.csv": 9_000_000}


def test_a_header_that_lies_about_the_packed_size_hides_no_bomb() -> None:
    content = bytearray(zipped(("a.csv", bytes(11_000_000))))
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 20, 0x7FFFFFFF)
    assert "EOFError" in broken(bytes(content))  # there are not so many bytes to unpack


# -- what is damaged


def broken(content: bytes, name: str = "bad.zip") -> str:
    with pytest.raises(BrokenArchiveError) as caught:
        files(name, content)
    assert str(caught.value).startswith(f"{name}: found no readable ")
    assert str(caught.value).endswith("expected a whole one; fetch it again")
    return str(caught.value)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_zip_that_is_cut_off_is_broken(part: float) -> None:
    broken(GOOD[: int(len(GOOD) * part)])


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_gzip_that_is_cut_off_is_broken(part: float) -> None:
    whole = gzip.compress(CSV)
    assert "no readable gzip" in broken(whole[: int(len(whole) * part)], "bad.gz")


def test_text_called_zip_or_gzip_is_broken() -> None:
    broken(b"<html>not found</html>")
    broken(b"<html>not found</html>", "bad.gz")


def test_a_zip_without_a_file_is_broken() -> None:
    assert "holds no file" in broken(zipped())
    assert "holds no file" in broken(zipped(("folder/", b"")))


def test_a_wrong_checksum_is_broken() -> None:
    stored = zipped(("a.csv", CSV), packing=zipfile.ZIP_STORED)
    assert "CRC" in broken(stored.replace(b"Made Up", b"Hade Up"))
    packed = bytearray(gzip.compress(CSV))
    packed[-8] ^= 1
    assert "CRC" in broken(bytes(packed), "bad.gz")


def test_a_header_that_says_fewer_bytes_than_there_are_is_broken() -> None:
    content = bytearray(zipped(("a.csv", CSV)))
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 3)
    broken(bytes(content))


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_random_bytes_with_the_beginning_of_an_archive_are_broken(rest: bytes) -> None:
    for start in (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\x00"):
        broken(start + rest, "random")


PACKED = gzip.compress(CSV * 20, mtime=0)


@given(st.sampled_from([GOOD, PACKED]), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4))
@settings(deadline=None, max_examples=400)
def test_changed_bytes_give_the_files_or_a_clear_error(content: bytes, changes: list[tuple[int, int]]) -> None:
    changed = bytearray(content)
    for place, value in changes:
        changed[place % len(changed)] = value
    try:
        found = files("changed.zip", bytes(changed))
    except EcographError as error:
        assert str(error).startswith("changed.zip: found ")  # noqa: PT017 - it may also be read
    else:
        assert found


def test_the_kinds_of_archive() -> None:
    assert is_archive("A.ZIP", b"")
    assert is_archive("a", b"PK\x05\x06")
    assert not is_archive("a.csv", b"PK;1\n")
