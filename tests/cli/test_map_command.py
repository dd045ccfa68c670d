"""``ecograph map``: a page or a picture, of all or a part, whole or not at all."""

import re
from pathlib import Path
from typing import NoReturn

import pytest
from in_process import alike, run
from mapped import Page, payload

from ecograph.cli import map as command
from ecograph.outputs.map.drawn import MAX_NODES, NEIGHBOURS
from ecograph.outputs.map.looks import COLOUR_BY
from ecograph.outputs.map.picture import FORMS

pytestmark = pytest.mark.slow  # each draws a map

START = {"html": b"<!doctype html>", "png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drawn(*words: object) -> list[str]:
    """Return the names of the nodes of a map, and check that the command said how many there are."""
    ended = run("map", *words, "--out", "m.html")
    assert ended.code == 0, ended.err
    tables = payload(Path("m.html").read_text(encoding="utf-8"))["tables"]
    assert ended.out == ""
    n = tables["organisations"]["length"] + tables["projects"]["length"]
    assert f"wrote m.html: {n:,} node" in ended.err
    return list(tables["organisations"]["columns"]["org_id"])


# what is written


def test_the_choices_are_those_of_the_library() -> None:
    # the command repeats them so that its help imports nothing heavy
    assert command.COLOURS == COLOUR_BY
    assert ("html", *FORMS) == command.FORMATS
    defaults = {each.name: each.default for each in command.command.params}
    assert (defaults["max_nodes"], defaults["size"]) == (MAX_NODES, NEIGHBOURS)


def test_without_options_it_is_a_page_of_the_bundled_data(place: Path) -> None:
    ended = run("map")
    assert ended.code == 0, ended.err
    assert (place / "map.html").read_bytes().startswith(START["html"])
    # by hand: 214 organisations and 90 projects; as `ecograph check` counts them
    assert ended.err.endswith("wrote map.html: 304 nodes, 456 connections\n")
    assert ended.out == ""
    assert run("map", "--quiet").err == ""


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_ending_or_the_option_says_what_is_written(form: str, place: Path) -> None:
    data = alike(place / "d")
    assert run("map", "-d", data, "--out", f"one.{form.upper()}").code == 0
    assert run("map", "-d", data, "--format", form).code == 0
    assert run("map", "-d", data, "--format", form, "--out", "without").code == 0
    written = {name: (place / name).read_bytes() for name in (f"one.{form.upper()}", f"map.{form}", "without")}
    assert len(set(written.values())) == 1
    assert all(each.startswith(START[form]) for each in written.values())


def test_language_renderer_colour_size_and_the_limit_reach_the_page(place: Path) -> None:
    words = ("--lang", "nb", "--renderer", "vis", "--colour", "country", "--size", "degree", "--max-nodes", 50)
    ended = run("map", *words, "--out", "m.htm")
    assert ended.code == 0, ended.err
    html = (place / "m.htm").read_text(encoding="utf-8")
    about = payload(html)["about"]
    assert Page(html).all("html")[0][0]["lang"] == "nb"
    assert "vis-network" in html[: html.index("</script>")] or "visjs" in html
    assert (about["colour"], about["size"], about["max_nodes"]) == ("country", "degree", 50)
    assert "the page opens with a part of them" in ended.err
    assert ended.err.endswith("--max-nodes 304\n")
    assert "the picture shows a part of them" in run("map", "--max-nodes", 50, "--out", "m.svg").err


# parts


def test_the_focus_is_found_by_any_name_and_its_neighbourhood_is_shown(place: Path) -> None:
    near, far = drawn("--focus", "oslo medtech", "--hops", 1), drawn("--focus", "Norway Health Tech")
    assert "norway-health-tech" in near
    assert set(near) < set(far)
    about = payload(Path("m.html").read_text(encoding="utf-8"))["about"]
    assert about["focus"] == far.index("norway-health-tech")


def test_clusters_are_named_once_or_often_with_commas_or_without(place: Path) -> None:
    one, other = (
        drawn("--clusters", "Norway Health Tech, nscc"),
        drawn("--clusters", "nscc", "--clusters", "oslo medtech"),
    )
    assert one == other
    assert {"norway-health-tech", "nscc"} < set(one)
    assert "biopeople" not in one


def test_one_name_may_have_commas_in_it(place: Path) -> None:
    data = alike(place / "d")
    rows = data / "organisations.csv"
    rows.write_text(rows.read_text("utf-8").replace("Alpha Cluster", '"Alpha, Beta & Co"'), "utf-8")
    assert len(drawn("-d", data, "--clusters", "Alpha, Beta & Co")) == 6


def test_the_day_and_the_purpose_cut_the_data(place: Path) -> None:
    every = payload(_page(place, "--lang", "da"))["tables"]["projects"]["length"]
    cut = payload(_page(place, "--as-of", "2024-06", "--without-purpose", "merger"))
    assert cut["tables"]["projects"]["length"] < every
    assert cut["about"]["as_of"] == "2024-06"


def test_a_scenario_is_found_and_the_page_has_all(place: Path) -> None:
    found = payload(_page(place, "--scenario", "danish life science cluster"))
    assert found["scenarios"][0]["name"] == "Danish Life Science Cluster"
    assert (found["about"]["scenario"], len(found["scenarios"])) == (0, 3)
    assert payload(_page(place))["about"]["scenario"] is None
    assert payload(_page(place, "-d", alike(place / "d")))["scenarios"] == []


def _page(place: Path, *words: object) -> str:
    assert run("map", *words).code == 0
    return (place / "map.html").read_text(encoding="utf-8")


# what cannot be done


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--hops", 2), 2, "name the one in the middle with --focus"),
        (("--focus", "mtic", "--hops", 0), 2, "0 is not in the range"),
        (("--max-nodes", 0), 2, "0 is not in the range"),
        (("--out", "map.docx"), 2, "expected a name that ends in .html, .png, .svg, .pdf"),
        (("--out", "map.svg", "--format", "png"), 2, "expected one format; leave out --format"),
        (("--renderer", "vis", "--format", "pdf"), 2, "expected it with html alone"),
        (("--colour", "sphere"), 2, "Invalid value"),
        (("--out", "folder.html"), 1, "found a folder, expected a file"),
        (("--out", "."), 1, "found a folder, expected a file"),
        (("--size", "beauty"), 1, "expected one of neighbours, degree"),
        (("--focus", "Welfair Tech"), 1, "did you mean Welfare Tech"),
        (("--clusters", "mtic,nothing at all"), 1, "found nothing named 'nothing at all'"),
        (("--clusters", "nscc", "--focus", "biopeople"), 1, "outside the clusters named; leave out --clusters"),
        (("--scenario", "nothing"), 1, "expected one of the scenarios of the dataset: Danish Life Science Cluster; "),
        (("-d", "nowhere"), 1, "found no dataset"),
        (("--as-of", "someday"), 1, "expected YYYY, YYYY-MM or YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure_and_nothing_is_written(
    words: tuple[object, ...], code: int, said: str, place: Path
) -> None:
    (place / "folder.html").mkdir()
    ended = run("map", *words)
    assert ended.code == code
    assert said in re.sub(r"\s+", " ", ended.err)
    assert [path.name for path in place.iterdir()] == ["folder.html"]


def test_a_scenario_of_a_dataset_without_any_is_refused(place: Path) -> None:
    ended = run("map", "-d", alike(place / "d"), "--scenario", "x")
    assert ended.code == 1
    assert "found no such file, expected scenarios" in ended.err


@pytest.mark.parametrize(("error", "code"), [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)])
def test_a_map_that_is_cut_short_leaves_the_earlier_one(
    error: BaseException, code: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = alike(place / "d")
    assert run("map", "-d", data).code == 0
    before = (place / "map.html").read_bytes()

    def failing(_: int) -> NoReturn:
        raise error

    monkeypatch.setattr("os.fsync", failing)
    assert run("map", "-d", data, "--lang", "da").code == code
    assert (place / "map.html").read_bytes() == before
    assert sorted(path.name for path in place.iterdir()) == ["d", "map.html"]


def test_the_readme_shows_what_the_command_says(place: Path) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\$ ecograph (map .*?)\n((?:(?![$`]).+\n)*)", text, flags=re.MULTILINE)
    assert shown
    for line, said in shown:
        assert run(*[word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)]).err.endswith(said)
