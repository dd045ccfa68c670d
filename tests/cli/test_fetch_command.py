"""``ecograph fetch``: what it prints, where it writes, and what it says when it cannot.

The server is the faulty one of the tests of ``ecograph.sources.fetch``, on this machine.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from faulty_server import Server, faulty_server, whole

from ecograph.cli.fetch import _progress, command
from ecograph.errors import EcographError

CSV = b"id;name\n1;Made Up ApS\n"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with faulty_server() as running:
        yield running


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


@pytest.fixture
def own(server: Server, tmp_path: Path) -> str:
    """Return a file of addresses with one source, made-up, that answers with a list."""
    server.on("/list", whole(CSV, ETag='"1"'), whole(b"", 304))
    path = tmp_path / "own.toml"
    path.write_text(
        f'[made-up]\nurl = "{server.url}/list"\nfile = "list.csv"\nreader = "members"\ntitle = "A made-up list"\n'
        'publisher = "Nobody"\nlicence = "CC0-1.0"\nmax_bytes = 1000\n',
        encoding="utf-8",
    )
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_without_a_source_it_lists_the_known_ones_with_title_and_address(own: str) -> None:
    ended = run("--addresses", own)
    assert ended.exit_code == 0
    lines = ended.stdout.splitlines()
    assert lines[lines.index("made-up") + 1].strip() == "A made-up list"
    assert lines[lines.index("made-up") + 2].strip().startswith("http://127.0.0.1:")
    assert "cordis-horizon-europe" in lines
    assert "    https://cordis.europa.eu/data/cordis-HORIZONprojects-csv.zip" in lines


def test_a_source_is_downloaded_into_the_dataset(own: str, dataset: Path) -> None:
    ended = run("made-up", "--into", str(dataset), "--addresses", own)
    assert ended.exit_code == 0, ended.output
    path = dataset / "downloads" / "list.csv"
    assert path.read_bytes() == CSV
    assert ended.stdout == f"{path}\n"
    assert ended.stderr.startswith(f"list.csv: {len(CSV)} bytes from http://127.0.0.1:")
    said = json.loads((dataset / "downloads" / "manifest.json").read_text(encoding="utf-8"))["list.csv"]
    assert (said["source"], said["licence"], said["bytes"]) == ("made-up", "CC0-1.0", len(CSV))


def test_a_second_run_says_that_nothing_has_changed_and_a_forced_one_asks_anew(
    own: str, dataset: Path, server: Server
) -> None:
    arguments = ("made-up", "--into", str(dataset), "--addresses", own)
    run(*arguments)
    assert "list.csv: not changed since 20" in run(*arguments).stderr
    run(*arguments, "--force")
    assert ["if-none-match" in headers for _, headers in server.asked] == [False, True, False]


def test_quiet_prints_the_path_alone(own: str, dataset: Path) -> None:
    ended = run("made-up", "--into", str(dataset), "--addresses", own, "--quiet")
    assert ended.output == f"{dataset / 'downloads' / 'list.csv'}\n"


def test_a_terminal_is_shown_how_much_has_come(own: str, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = run("made-up", "--into", str(dataset), "--addresses", own).stderr
    assert shown.startswith(f"\rlist.csv: 0.0 of 0.0 MB, 100 %\nlist.csv: {len(CSV)} bytes")
    assert "\r" not in run("made-up", "--into", str(dataset), "--addresses", own, "--quiet").stderr


def test_progress_is_one_line_that_changes(capsys: pytest.CaptureFixture[str]) -> None:
    show = _progress("list.csv")
    for come in (0, 1_000_000, 1_000_001, 2_000_000):
        show(come, 2_000_000)
    show(3_000_000, 0)
    # by hand: the third call has the text of the second
    assert capsys.readouterr().err == (
        "\rlist.csv: 0.0 of 2.0 MB, 0 %\rlist.csv: 1.0 of 2.0 MB, 50 %\rlist.csv: 2.0 of 2.0 MB, 100 %"
        "\rlist.csv: 3.0 MB"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cordis-h2020",), "--into DATASET"),
        (("--into", "mine"), "name the source"),
        (("--force",), "name the source"),
    ],
)
def test_what_is_missing_is_named(arguments: tuple[str, ...], said: str) -> None:
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert said in ended.output


def test_an_unknown_source_is_an_error_with_the_nearest(dataset: Path) -> None:
    ended = run("cordis-h202", "--into", str(dataset))
    assert isinstance(ended.exception, EcographError)
    assert str(ended.exception).endswith("did you mean 'cordis-h2020'?")
    ended = run("zzz", "--into", str(dataset))
    assert str(ended.exception).endswith("give its address with --addresses FILE.toml")


def test_a_dataset_that_is_not_there_is_an_error_with_its_cure(tmp_path: Path) -> None:
    ended = run("cordis-h2020", "--into", str(tmp_path / "nowhere"))
    assert isinstance(ended.exception, EcographError)
    assert "`ecograph new" in str(ended.exception)


def test_a_refused_address_leaves_the_dataset_as_it_was(own: str, dataset: Path, server: Server) -> None:
    server.on("/list", whole(b"", 404))
    ended = run("made-up", "--into", str(dataset), "--addresses", own)
    assert isinstance(ended.exception, EcographError)
    assert "found the answer 404" in str(ended.exception)
    assert list((dataset / "downloads").iterdir()) == []
