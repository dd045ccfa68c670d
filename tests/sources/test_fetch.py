"""A download is whole or not there, whatever the server does; nothing but https, and this machine, is asked.

The servers are those of ``faulty_server``, on this machine. Waiting is counted instead of done.
"""

import email.utils
import gzip
import hashlib
import io
import json
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from faulty_server import (
    Connection,
    Server,
    dripping,
    endless,
    faulty_server,
    hanging_up,
    in_pieces,
    lying,
    redirecting,
    silent,
    stalling,
    whole,
)

import ecograph
from ecograph.errors import EcographError, LockedError, UnreachableError
from ecograph.sources.downloads import MANIFEST, Address, Download, addresses, prepared, recorded
from ecograph.sources.fetch import REDIRECTS, Patience, fetch
from ecograph.stores.files import alone

CSV = b"id;name\n1;Made Up ApS\n"


def zipped(content: bytes, name: str = "organization.csv") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


ZIP = zipped(CSV)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with faulty_server() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "my_dataset" / "downloads"


def address(url: str, **more: object) -> Address:
    """Return an address with a small limit."""
    usual = Address("made-up", url, "list.csv", "cordis", "A made-up list", "Nobody", "CC0-1.0", 100_000)
    return replace(usual, **more)  # type: ignore[arg-type]  # the tests say what fits


class Clock:
    """Waiting that is counted instead of done."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def patience(self, **more: float) -> Patience:
        return replace(Patience(connect=2, read=0.2, total=60, sleep=self.waits.append), **more)  # type: ignore[arg-type]  # seconds and numbers


@pytest.fixture
def clock() -> Clock:
    return Clock()


def left(folder: Path) -> dict[str, bytes]:
    """Return what lies in the folder besides the manifest."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}


# -- what is kept


def test_a_file_is_downloaded_and_its_manifest_says_where_from(server: Server, folder: Path) -> None:
    url = server.on("/list", whole(CSV, ETag='"1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT"))
    days = [datetime.now(UTC).date().isoformat()]
    said, is_new = fetch(address(url), folder)
    days.append(datetime.now(UTC).date().isoformat())
    assert is_new
    assert said.retrieved in days
    assert said == Download(
        source="made-up",
        url=url,
        final_url=url,
        sha256=hashlib.sha256(CSV).hexdigest(),
        bytes=len(CSV),
        retrieved=said.retrieved,
        etag='"1"',
        last_modified="Mon, 02 Nov 2026 10:00:00 GMT",
        licence="CC0-1.0",
    )
    assert left(folder) == {"list.csv": CSV}
    assert recorded(folder) == {"list.csv": said}


def test_the_manifest_is_json_with_sorted_keys_and_keeps_other_files(server: Server, folder: Path) -> None:
    url = server.on("/list", whole(CSV))
    fetch(address(url, file="z.csv", licence="Ærlig"), folder)
    fetch(address(url, file="a.csv"), folder)
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert list(manifest) == ["a.csv", "z.csv"]
    assert list(manifest["a.csv"]) == sorted(manifest["a.csv"])
    assert "Ærlig" in text
    assert text.endswith("}\n")


def test_ecograph_says_who_it_is_and_asks_for_the_bytes_as_they_are(server: Server, folder: Path) -> None:
    fetch(address(server.on("/list", whole(CSV))), folder)
    ((_, headers),) = server.asked
    assert headers["user-agent"] == f"ecograph/{ecograph.__version__}"
    assert headers["accept-encoding"] == "identity"
    assert "if-none-match" not in headers


def test_chunks_without_a_length_are_one_file(server: Server, folder: Path) -> None:
    said, _ = fetch(address(server.on("/list", in_pieces(CSV))), folder)
    assert said.bytes == len(CSV)
    assert left(folder) == {"list.csv": CSV}


def test_progress_is_told_what_has_come(server: Server, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    fetch(address(server.on("/a", whole(CSV))), folder, progress=lambda come, in_all: told.append((come, in_all)))
    assert told[-1] == (len(CSV), len(CSV))
    fetch(address(server.on("/b", in_pieces(CSV))), folder, progress=lambda come, in_all: told.append((come, in_all)))
    assert told[-1] == (len(CSV), 0)


# -- what has not changed


def test_a_file_that_has_not_changed_is_not_downloaded_again(server: Server, folder: Path) -> None:
    url = server.on("/list", whole(CSV, ETag='"1"', Last_Modified="yesterday"), whole(b"", 304))
    first, _ = fetch(address(url), folder)
    before = (folder / MANIFEST).read_bytes()
    assert fetch(address(url), folder) == (first, False)
    headers = server.asked[1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"1"', "yesterday")
    assert (folder / MANIFEST).read_bytes() == before
    assert left(folder) == {"list.csv": CSV}


def test_the_same_bytes_again_are_no_other_file(server: Server, folder: Path) -> None:
    url = server.on("/list", whole(CSV))
    assert [fetch(address(url), folder)[1] for _ in range(2)] == [True, False]


def test_a_changed_file_replaces_the_old_one(server: Server, folder: Path) -> None:
    url = server.on("/list", whole(CSV, ETag='"1"'), whole(b"id\n2\n", ETag='"2"'))
    fetch(address(url), folder)
    said, is_new = fetch(address(url), folder)
    assert (is_new, said.etag, left(folder)) == (True, '"2"', {"list.csv": b"id\n2\n"})


def test_force_asks_for_the_whole_file(server: Server, folder: Path) -> None:
    url = server.on("/list", whole(CSV, ETag='"1"'))
    fetch(address(url), folder)
    fetch(address(url), folder, force=True)
    assert "if-none-match" not in server.asked[1][1]


def test_a_file_that_was_edited_removed_or_comes_from_elsewhere_is_asked_for_whole(
    server: Server, folder: Path
) -> None:
    url = server.on("/list", whole(CSV, ETag='"1"'))
    elsewhere = server.on("/new", whole(CSV, ETag='"1"'))
    fetch(address(url), folder)
    (folder / "list.csv").write_bytes(b"edited")
    fetch(address(url), folder)
    (folder / "list.csv").unlink()
    fetch(address(url), folder)
    fetch(address(elsewhere), folder)
    other = server.on("/list", whole(b"other", ETag='"1"'))
    fetch(address(other, sha256=hashlib.sha256(b"other").hexdigest()), folder)
    assert all("if-none-match" not in headers for _, headers in server.asked)
    assert left(folder) == {"list.csv": b"other"}


def test_not_changed_without_having_asked_is_an_error(server: Server, folder: Path) -> None:
    with pytest.raises(EcographError, match="found the answer 304"):
        fetch(address(server.on("/list", whole(b"", 304))), folder)


def test_a_mark_that_cannot_be_sent_back_is_not_kept(server: Server, folder: Path) -> None:
    said, _ = fetch(address(server.on("/list", whole(CSV, ETag='"æ"'))), folder)
    assert said.etag == ""


# -- redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_its_end_is_recorded(server: Server, folder: Path, status: int) -> None:
    end = server.on("/new/list", whole(CSV))
    said, _ = fetch(address(server.on("/list", redirecting("new/list", status))), folder)
    assert (said.url, said.final_url) == (f"{server.url}/list", end)


def test_as_many_redirects_as_allowed_are_followed_and_a_loop_is_not(server: Server, folder: Path) -> None:
    for n in range(REDIRECTS):
        server.on(f"/{n}", redirecting(f"/{n + 1}"))
    server.on(f"/{REDIRECTS}", whole(CSV))
    fetch(address(f"{server.url}/0"), folder)
    loop = server.on("/loop", redirecting("/loop"))
    with pytest.raises(EcographError, match="more than 5 redirects"):
        fetch(address(loop), folder)
    assert server.paths.count("/loop") == REDIRECTS + 1


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/list",
        "http://example.org/list",
        "http://127.0.0.1.example.org/list",
        "//example.org/list",
        "data:text/csv,id",
        "https:///list",
        "https://user:secret@example.org/list",
        "http://[1/list",
    ],
)
def test_a_redirect_to_anywhere_unsafe_is_refused(server: Server, folder: Path, place: str) -> None:
    with pytest.raises(EcographError, match="found a redirect to") as caught:
        fetch(address(server.on("/list", redirecting(place))), folder)
    assert "secret" not in str(caught.value)
    assert server.paths == ["/list"]
    assert left(folder) == {}


def test_a_redirect_without_a_place_is_no_file(server: Server, folder: Path) -> None:
    with pytest.raises(EcographError, match="found the answer 302"):
        fetch(address(server.on("/list", whole(b"", 302))), folder)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/list.csv",
        "ftp://example.org/list.csv",
        "file:///etc/passwd",
        "https://user:secret@example.org/list.csv",
        "http://me@localhost/list.csv",
        "list.csv",
        "https://",
        "http://[1/list",
        "https://exa\nmple.org/",
    ],
)
def test_an_address_that_is_not_https_is_not_asked(url: str, folder: Path) -> None:
    with pytest.raises(EcographError, match="found the address") as caught:
        fetch(address(url), folder)
    assert "secret" not in str(caught.value)


def test_a_redirect_from_https_to_http_is_refused_even_on_this_machine() -> None:
    import httpx

    from ecograph.sources.fetch import _allowed

    secure = httpx.URL("https://localhost/list")
    assert _allowed("https://example.org/a", secure).host == "example.org"
    with pytest.raises(EcographError, match="found a redirect to"):
        _allowed("http://localhost/list", secure)


# -- what passes, and is tried again


def fails(server: Server, folder: Path, clock: Clock, url: str, **more: float) -> str:
    """Return what is said when a source stays unreachable; what was there before is still there."""
    fetch(address(server.on("/good", whole(b"before"))), folder)
    before = (folder / MANIFEST).read_bytes()
    with pytest.raises(UnreachableError) as caught:
        fetch(address(url), folder, patience=clock.patience(**more))
    assert left(folder) == {"list.csv": b"before"}
    assert (folder / MANIFEST).read_bytes() == before
    assert str(caught.value).startswith(f"{url}: could not be fetched in ")
    assert str(caught.value).endswith("; try again later")
    return str(caught.value)


def test_a_server_fault_passes_and_the_wait_doubles(server: Server, folder: Path, clock: Clock) -> None:
    url = server.on("/list", whole(b"", 500), whole(b"", 503), whole(b"", 502), whole(CSV))
    fetch(address(url), folder, patience=clock.patience())
    assert clock.waits == [1, 2, 4]
    assert left(folder) == {"list.csv": CSV}


@pytest.mark.parametrize(
    "answer",
    [
        hanging_up,
        silent,
        stalling(),
        stalling(CSV),
        lying(CSV, len(CSV) + 1),
        whole(b""),
        whole(b"", 500),
        whole(b"", 429),
    ],
    ids=["hangs up", "is silent", "stalls", "stalls in the body", "breaks off", "sends nothing", "fails", "is busy"],
)
def test_a_fault_that_does_not_pass_ends_after_the_tries(server: Server, folder: Path, clock: Clock, answer) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - any of these
    url = server.on("/list", answer)
    assert "in 3 attempts" in fails(server, folder, clock, url, tries=3)
    assert clock.waits == [1, 2]
    assert server.paths.count("/list") == 3


def test_a_fault_that_passes_leaves_no_trace(server: Server, folder: Path, clock: Clock) -> None:
    url = server.on("/list", lying(CSV, 1000), stalling(b"x"), hanging_up, whole(CSV))
    said, _ = fetch(address(url), folder, patience=clock.patience())
    assert (said.bytes, left(folder)) == (len(CSV), {"list.csv": CSV})


def test_no_server_is_unreachable(server: Server, folder: Path, clock: Clock) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/list"
        fails(server, folder, clock, url)
    assert clock.waits == [1, 2, 4, 8]


def test_an_archive_that_is_cut_by_a_false_length_is_asked_for_again(
    server: Server, folder: Path, clock: Clock
) -> None:
    url = server.on("/list", lying(ZIP, len(ZIP) - 30), lying(ZIP, len(ZIP) + 30), whole(ZIP))
    fetch(address(url, file="list.zip"), folder, patience=clock.patience())
    assert left(folder) == {"list.zip": ZIP}
    assert clock.waits == [1, 2]


def test_a_damaged_archive_never_replaces_a_good_one(server: Server, folder: Path, clock: Clock) -> None:
    url = server.on("/list", whole(ZIP), whole(ZIP[:-30]))
    fetch(address(url, file="list.zip"), folder)
    with pytest.raises(UnreachableError, match="no readable zip"):
        fetch(address(url, file="list.zip"), folder, patience=clock.patience(tries=2))
    assert left(folder) == {"list.zip": ZIP}


def test_a_server_that_asks_to_wait_is_waited_for(server: Server, folder: Path, clock: Clock) -> None:
    url = server.on("/list", whole(b"", 429, Retry_After="7"), whole(b"", 503, Retry_After="0"), whole(CSV))
    fetch(address(url), folder, patience=clock.patience())
    assert clock.waits == [7, 2]


@pytest.mark.parametrize("zone", ["GMT", "-0000"])
def test_a_wait_may_be_given_as_a_date(server: Server, folder: Path, clock: Clock, zone: str) -> None:
    then = datetime.now(UTC) + timedelta(seconds=50)
    date = email.utils.format_datetime(then, usegmt=True).replace("GMT", zone)
    url = server.on("/list", whole(b"", 429, Retry_After=date), whole(CSV))
    fetch(address(url), folder, patience=clock.patience(total=600))
    assert 30 < clock.waits[0] <= 50


@pytest.mark.parametrize("text", ["soon", "Mon, 02 Nov 2020 10:00:00 GMT", "-5", "٣"])
def test_a_wait_that_is_over_or_not_understood_is_ours(server: Server, folder: Path, clock: Clock, text: str) -> None:
    url = server.on("/list", whole(b"", 429, Retry_After=text.encode().decode("latin-1")), whole(CSV))
    fetch(address(url), folder, patience=clock.patience())
    assert clock.waits == [1]


@pytest.mark.parametrize("asked", ["121", "9" * 400])
def test_a_server_that_asks_for_too_long_is_left_alone(server: Server, folder: Path, clock: Clock, asked: str) -> None:
    url = server.on("/list", whole(b"", 429, Retry_After=asked))
    assert "answered 429" in fails(server, folder, clock, url, total=1e9)
    assert clock.waits == []


def test_a_download_ends_when_its_time_is_over(server: Server, folder: Path, clock: Clock) -> None:
    url = server.on("/list", dripping)
    assert "longer than 0.3 seconds" in fails(server, folder, clock, url, total=0.3)
    assert clock.waits == []


def test_headers_that_never_end_are_left_when_the_time_is_over(server: Server, folder: Path, clock: Clock) -> None:
    def trickling(connection: Connection) -> None:
        connection.send(b"HTTP/1.1 200 Said\r\nX-Long: ")
        while connection.send(b"x"):
            connection.pause(0.05)

    url = server.on("/list", trickling)
    assert "longer than 0.4 seconds" in fails(server, folder, clock, url, total=0.4)
    assert clock.waits == []


def test_a_wait_that_would_end_after_the_time_is_not_begun(server: Server, folder: Path, clock: Clock) -> None:
    url = server.on("/list", whole(b"", 500))
    assert "in 2 attempts" in fails(server, folder, clock, url, total=1.9)
    assert clock.waits == [1]


# -- what is refused


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 204, 206])
def test_a_refusal_is_not_asked_for_again(server: Server, folder: Path, clock: Clock, status: int) -> None:
    url = server.on("/list", whole(b"" if status == 204 else b"gone", status))
    with pytest.raises(EcographError, match=f"found the answer {status}, expected 200") as caught:
        fetch(address(url), folder, patience=clock.patience())
    assert not isinstance(caught.value, UnreachableError)
    assert "--addresses" in str(caught.value)
    assert server.paths == ["/list"]


@pytest.mark.parametrize("answer", [whole(bytes(100_001)), endless], ids=["says so", "does not"])
def test_more_bytes_than_the_limit_are_refused(server: Server, folder: Path, clock: Clock, answer) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - any of these
    with pytest.raises(EcographError, match="more than 100,000 bytes"):
        fetch(address(server.on("/list", answer)), folder, patience=clock.patience())
    assert server.paths == ["/list"]
    assert left(folder) == {}


def test_a_stated_length_above_the_limit_is_refused_before_a_byte_has_come(
    server: Server, folder: Path, clock: Clock
) -> None:
    with pytest.raises(EcographError, match="more than 100,000 bytes"):
        fetch(address(server.on("/list", stalling(length=100_001))), folder, patience=clock.patience())


def test_as_many_bytes_as_the_limit_are_taken(server: Server, folder: Path) -> None:
    assert fetch(address(server.on("/list", whole(bytes(100_000)))), folder)[0].bytes == 100_000


def test_a_bomb_is_refused_and_the_old_file_stays(server: Server, folder: Path, clock: Clock) -> None:
    url = server.on("/list", whole(ZIP), whole(zipped(bytes(11_000_000))))
    fetch(address(url, file="list.zip"), folder)
    with pytest.raises(EcographError, match="200 times"):
        fetch(address(url, file="list.zip"), folder, patience=clock.patience())
    assert left(folder) == {"list.zip": ZIP}
    assert clock.waits == []


def test_a_checksum_is_held_to(server: Server, folder: Path, clock: Clock) -> None:
    right = hashlib.sha256(CSV).hexdigest()
    url = server.on("/list", whole(CSV))
    fetch(address(url, sha256=right), folder)
    with pytest.raises(EcographError, match=f"found the checksum {right}, expected {'0' * 64}"):
        fetch(address(url, sha256="0" * 64), folder, patience=clock.patience())
    assert left(folder) == {"list.csv": CSV}


def test_bytes_packed_for_the_way_are_only_taken_as_gzip(server: Server, folder: Path) -> None:
    url = server.on("/list", whole(gzip.compress(CSV), Content_Encoding="gzip"))
    with pytest.raises(EcographError, match=r"packed as gzip.*list\.csv\.gz"):
        fetch(address(url), folder)
    said, _ = fetch(address(url, file="list.csv.gz"), folder)
    assert gzip.decompress((folder / "list.csv.gz").read_bytes()) == CSV
    assert said.bytes == len(gzip.compress(CSV))


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTP_PROXY", "nothing://x"), ("ALL_PROXY", "socks5://127.0.0.1:1"), ("SSL_CERT_FILE", "/nowhere/at/all.pem")],
)
def test_an_unusable_environment_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(EcographError, match="environment: found a proxy or certificates"):
        fetch(address("https://localhost/list"), folder)


# -- the folder


def test_a_second_run_is_told_to_wait(server: Server, folder: Path) -> None:
    with alone(folder), pytest.raises(LockedError):
        fetch(address(server.on("/list", whole(CSV))), folder)


def test_a_folder_that_cannot_be_made_is_an_error_with_its_name(server: Server, tmp_path: Path) -> None:
    (tmp_path / "downloads").write_bytes(b"a file")
    with pytest.raises(EcographError, match="could not be written"):
        fetch(address(server.on("/list", whole(CSV))), tmp_path / "downloads")


def test_a_failure_while_the_file_takes_its_place_leaves_the_old_state(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.on("/list", whole(CSV), whole(b"id\n2\n"))
    fetch(address(url), folder)
    before = (folder / MANIFEST).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EcographError, match="No space left on device"):
        fetch(address(url), folder)
    assert (left(folder), (folder / MANIFEST).read_bytes()) == ({"list.csv": CSV}, before)


def test_what_a_killed_run_left_is_cleared_away(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / ".other.csv.part").write_bytes(b"half")
    fetch(address(server.on("/list", whole(CSV))), folder)
    assert left(folder) == {"list.csv": CSV}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"a.csv": {}}', '{"a.csv": 1}', '{"a.csv": {"source": 1}}', "[" * 100_000, "\xff"],
)
def test_a_manifest_that_is_none_is_named_with_its_cure(server: Server, folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_bytes(text.encode("latin-1"))
    with pytest.raises(EcographError, match=r"manifest.json: found no list of downloads.*remove it"):
        fetch(address(server.on("/list", whole(CSV))), folder)
    assert server.paths == []


def test_no_manifest_is_no_downloads(folder: Path) -> None:
    assert recorded(folder) == {}


def test_a_manifest_with_a_wrong_kind_of_value_is_not_taken(tmp_path: Path) -> None:
    good = Download("s", "https://a.org", "https://a.org", "0" * 64, 1, "2026-11-22")
    prepared(tmp_path, {"a.csv": good}).replace(tmp_path / MANIFEST)
    assert recorded(tmp_path) == {"a.csv": good}
    said = json.loads((tmp_path / MANIFEST).read_text())
    for wrong in ({"bytes": "1"}, {"bytes": True}, {"etag": None}, {"more": 1}):
        (tmp_path / MANIFEST).write_text(json.dumps({"a.csv": said["a.csv"] | wrong}))
        with pytest.raises(EcographError):
            recorded(tmp_path)


# -- addresses


def test_the_known_addresses_are_https_and_complete() -> None:
    known = addresses()
    assert list(known) == ["cordis-fp7", "cordis-h2020", "cordis-horizon-europe"]
    for each in known.values():
        assert each.url.startswith("https://")
        assert each.title
        assert each.publisher
        assert each.licence
    assert len({each.file for each in known.values()}) == len(known)


ENTRY = """[mine]
url = "https://example.org/a.csv"
file = "a.csv"
reader = "members"
title = "A"
publisher = "B"
licence = ""
max_bytes = 10
"""


def test_own_addresses_replace_and_add(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(ENTRY + ENTRY.replace("[mine]", "[cordis-h2020]"), encoding="utf-8")
    known = addresses(own)
    assert (known["mine"].url, known["mine"].name) == ("https://example.org/a.csv", "mine")
    assert known["cordis-h2020"].file == "a.csv"
    assert "cordis-fp7" in known


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('url = "https://example.org/a.csv"\n', "", r"own.toml: \[mine\]: found no url"),
        ("max_bytes = 10", 'max_bytes = "10"', "a whole number"),
        ("max_bytes = 10", "max_bytes = true", "a whole number"),
        ('title = "A"', "title = 1", "a text"),
        ('title = "A"', 'titel = "A"', "unknown key 'titel'"),
        ('file = "a.csv"', 'file = "../a.csv"', "the name of a file"),
        ('file = "a.csv"', 'file = ".a.csv.part"', "the name of a file"),
        ('file = "a.csv"', 'file = "manifest.json"', "the name of a file"),
        ('file = "a.csv"', 'file = ""', "the name of a file"),
        ("max_bytes = 10", 'max_bytes = 10\nsha256 = "abc"', "64 digits"),
        (ENTRY, "mine = 1", "expected a section"),
        ("[mine]", "[mine", "found no TOML"),
    ],
)
def test_an_entry_that_is_not_understood_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    own = tmp_path / "own.toml"
    assert old in ENTRY
    own.write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(EcographError, match=said):
        addresses(own)


def test_own_addresses_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(EcographError, match=r"nowhere\.toml"):
        addresses(tmp_path / "nowhere.toml")
    (tmp_path / "own.toml").write_bytes(b"\xff")
    with pytest.raises(EcographError, match="found no TOML"):
        addresses(tmp_path / "own.toml")
