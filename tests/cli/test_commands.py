"""The command line: help that starts at once, examples that run, exit codes, errors that name the cure."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import in_process
import openpyxl
import pytest
from click.testing import CliRunner, Result

import ecograph
from ecograph.cli import COMMANDS, group, main

if TYPE_CHECKING:
    from arcade import Arcade

pytestmark = pytest.mark.slow  # each starts the whole command

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("polars", "networkx", "pyvis", "neo4j", "scipy", "numpy", "rustworkx", "jinja2", "babel", "openpyxl"),
    *("httpx", "rapidfuzz", "matplotlib"),
)


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "ecograph", *arguments]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ECOGRAPH")}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def invoke(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(group, arguments)


def loaded(script: str) -> str:
    """Return which heavy packages a script has loaded at its end."""
    look = f"print(sorted(set({HEAVY}) & set(sys.modules)))"
    whole = f"import sys\ntry:\n    {script}\nexcept SystemExit:\n    pass\n{look}"
    ended = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    return ended.stdout.splitlines()[-1]


def test_help_imports_nothing_heavy() -> None:
    assert loaded("from ecograph.cli import main; main(['--help'])") == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_imports_nothing_heavy(name: str) -> None:
    assert loaded(f"from ecograph.cli import main; main(['{name}', '--help'])") == "[]"


def test_the_look_at_loaded_modules_can_fail() -> None:
    assert "polars" in loaded("import polars")


def test_version_and_module_are_the_command() -> None:
    ended = run("--version")
    assert ended.returncode == 0
    assert ended.stdout.strip() == f"ecograph, version {ecograph.__version__}"


def examples(text: str) -> list[str]:
    """Return the example commands at the end of a help text."""
    return re.findall(r"^ {4}(ecograph .*)$", text[text.index("Examples:") :], flags=re.MULTILINE)


def test_every_command_has_one_line_of_help_and_ends_with_examples() -> None:
    shown = invoke("--help").output
    for name, line in COMMANDS.items():
        assert name in shown
        assert line.split()[0] in shown
        assert examples(invoke(name, "--help").output), name


SERVED = ("metrics", "query", "shell", "push", "pull")
"""The commands whose examples name a server."""

SILENT = ("demo", "candidates", "judge", "shell", "push", "pull", "map", "report", "export")
"""The commands whose examples print nothing: they write files, or have nothing to say of the data of the tests."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the datasets and published files that the examples name."""
    folder = tmp_path_factory.mktemp("places")
    made = run("new", "my_dataset", cwd=folder)
    assert made.returncode == 0, made.stderr
    (folder / "my_dataset.xlsx").write_bytes((folder / "my_dataset" / "template.xlsx").read_bytes())
    manifest = folder / "my_dataset" / "dataset.toml"
    manifest.write_text('base = "nordic_health"\n' + manifest.read_text(encoding="utf-8"), encoding="utf-8")
    made = run("build", "my_dataset", "--out", "my_snapshot", "--no-map", cwd=folder)
    assert made.returncode == 0, made.stderr
    _published(folder)
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_run(
    name: str, places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Where an example names a server, the one of the tests stands for it; it has no Graph Data Science."""
    own = tmp_path / "own"
    shutil.copytree(places, own)
    monkeypatch.chdir(own)
    monkeypatch.delenv("ECOGRAPH_DATA", raising=False)
    others: dict[str, str] = {}
    if name in SERVED:
        arcadedb: Arcade = request.getfixturevalue("arcadedb")
        others = {"bolt://localhost:7687": arcadedb.uri, "health": arcadedb.create()}
        server = {"URI": arcadedb.uri, "USERNAME": arcadedb.username, "PASSWORD": arcadedb.password}
        for key, value in (server | {"DATABASE": arcadedb.create()}).items():
            monkeypatch.setenv(f"NEO4J_{key}", value)
        for database in () if name == "push" else (os.environ["NEO4J_DATABASE"], others["health"]):
            assert in_process.run("push", "--quiet", "--database", database).code == 0
    for line in examples(invoke(name, "--help").output):
        words = [others.get(word, word) for word in shlex.split(re.split("[<>]", line)[0])[1:]]
        if words[:2] == ["new", "my_dataset"]:
            continue  # run above
        with Path(os.devnull).open(encoding="utf-8") as nothing:
            monkeypatch.setattr("sys.stdin", nothing)
            ended = in_process.run(*words)
        if words[0] == "metrics" and "--on" in words:
            assert (ended.code, "Graph Data Science" in ended.err) == (1, True), (line, ended.err)
            continue
        assert ended.code == 0, (line, ended.err)
        assert ended.out or words[0] in SILENT, line


def _published(folder: Path) -> None:
    """Write the published files that the examples read."""
    readers = Path(__file__).parents[1] / "readers"
    with zipfile.ZipFile(folder / "horizon.zip", "w") as archive:
        for path in sorted((readers / "cordis").glob("*.csv")):
            archive.write(path, path.name)
    shutil.copy(readers / "rcn" / "eu_grants.csv", folder)
    book = openpyxl.Workbook()
    book.active.append(["Medlem", "CVR"])
    book.active.append(["Eksempel A/S", "13585628"])
    book.save(folder / "list.xlsx")
    statement = "MATCH (n:Cluster) RETURN n.org_id AS id ORDER BY id LIMIT $limit"
    (folder / "my_query.cypher").write_text(statement, encoding="utf-8")


def test_a_clean_dataset_prints_its_row_counts() -> None:
    ended = invoke("check")
    assert ended.exit_code == 0
    counts = dict(line.split() for line in ended.output.splitlines())
    assert int(counts["organisations"]) == ecograph.load().organisations.height


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    assert run("new", "bad", cwd=tmp_path).returncode == 0
    table = tmp_path / "bad" / "sources.csv"
    table.write_text(table.read_text() + "x,T,,2020-13,,,\ny,,,,,ftp://a,\n", encoding="utf-8")
    return tmp_path / "bad"


def test_a_faulty_dataset_prints_every_fault_and_exits_1(faulty: Path) -> None:
    ended = run("check", str(faulty))
    assert ended.returncode == 1
    assert [line.split(": ")[0] for line in ended.stdout.splitlines()] == [
        "sources.csv:2:published",
        "sources.csv:3:url",
    ]
    assert ended.stderr.splitlines()[-1] == "2 fault(s)"
    assert "not read: " in ended.stderr


def test_a_dataset_named_twice_is_wrong_use(faulty: Path) -> None:
    ended = run("check", str(faulty), "--data", str(faulty))
    assert ended.returncode == 2
    assert "name the dataset once" in ended.stderr


def test_a_new_dataset_without_rows_has_no_finding_and_says_so(tmp_path: Path) -> None:
    assert "template.xlsx" in run("new", "mine", cwd=tmp_path).stderr
    ended = run("demo", "-d", "mine", cwd=tmp_path)
    assert ended.returncode == 0
    assert ended.stdout == ""
    assert "too little for a finding" in ended.stderr


def test_faults_as_json(faulty: Path) -> None:
    ended = run("check", str(faulty), "--json")
    said = json.loads(ended.stdout)
    assert [(issue["file"], issue["line"], issue["column"], issue["code"]) for issue in said["issues"]] == [
        ("sources.csv", 2, "published", "type"),
        ("sources.csv", 3, "url", "type"),
    ]
    assert said["rows"]["sources"] == 0


def test_a_command_on_faulty_data_says_the_faults_without_a_traceback(faulty: Path) -> None:
    ended = run("explain", "x", "-d", str(faulty))
    assert ended.returncode == 1
    assert "sources.csv:2:published" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Traceback" in run("--debug", "explain", "x", "-d", str(faulty)).stderr


def test_explain_names_every_row_and_its_source() -> None:
    ended = run("explain", "Oslo Medtech")
    assert ended.returncode == 0
    assert "org_id norway-health-tech" in ended.stdout
    assert "Oslo Medtech" in ended.stdout
    assert ended.stdout.count("source: ") > 20
    assert "https://" in ended.stdout


def test_explain_names_what_else_has_the_name() -> None:
    ended = run("explain", "Sygehuspartnerskabet")
    assert "org_id sygehuspartnerskabet" in ended.stdout
    assert "also named so: sygehuspartnerskabet-programme in projects" in ended.stderr


def test_explain_as_json_has_the_same_rows() -> None:
    facts = json.loads(run("explain", "mtic", "--json").stdout)
    assert len(facts) == len(ecograph.explain(ecograph.load(), "mtic"))
    assert {"table", "key", "values", "source_id", "source", "url", "locator", "certainty", "status"} == set(facts[0])


def test_an_unknown_name_gives_the_nearest_names() -> None:
    ended = run("explain", "Welfair Tech")
    assert ended.returncode == 1
    assert "did you mean Welfare Tech" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nonsense",), 2, "No such command"),
        (("demo", "--lang", "fr"), 2, "Invalid value"),
        (("explain",), 2, "Missing argument"),
        (("check", "nowhere"), 1, "found no dataset"),
    ],
)
def test_wrong_use_says_what_is_wrong(arguments: tuple[str, ...], code: int, said: str, tmp_path: Path) -> None:
    ended = run(*arguments, cwd=tmp_path)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_new_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    ended = run("new", "mine", cwd=tmp_path)
    assert ended.returncode == 1
    assert "choose another name" in ended.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_the_dataset_comes_from_the_option_the_file_or_the_environment(faulty: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "work"
    elsewhere.mkdir()
    assert run("check", cwd=elsewhere).returncode == 0
    assert run("check", cwd=elsewhere, ECOGRAPH_DATA=str(faulty)).returncode == 1
    (elsewhere / "ecograph.toml").write_text(f'data = "{faulty.as_posix()}"\n')
    assert run("check", cwd=elsewhere).returncode == 1
    good = ROOT / "datasets" / "nordic_health"
    assert run("check", "--data", str(good), cwd=elsewhere).returncode == 0
    assert run("check", str(good), cwd=elsewhere).returncode == 0
    (elsewhere / "ecograph.toml").write_text("data = 3\n")
    assert "expected a path" in run("check", cwd=elsewhere).stderr
    (elsewhere / "ecograph.toml").write_text("data =\n")
    assert "correct it or remove it" in run("check", cwd=elsewhere).stderr
    (elsewhere / "ecograph.toml").write_text('other = "x"\n')
    assert run("check", cwd=elsewhere).returncode == 0


def test_a_file_that_may_not_be_read_is_named(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(SystemExit) as ended:
        main(["check", str(faulty)])
    assert ended.value.code == 1
    assert "Permission denied" in capsys.readouterr().err


def test_an_interrupt_exits_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(path: object = None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ecograph.sources.read", interrupted)
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = [sys.executable, "-m", "ecograph", "explain", "Welfare Tech"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal, which Windows does not have")
@pytest.mark.parametrize(("variable", "is_bold"), [("", True), ("1", False)])
def test_no_color_is_obeyed_on_a_terminal(variable: str, is_bold: bool) -> None:
    import pty

    reading, writing = pty.openpty()
    command = [sys.executable, "-m", "ecograph", "explain", "wa10"]
    environment = {**os.environ, "NO_COLOR": variable, "TERM": "xterm"}
    subprocess.run(command, env=environment, stdout=writing, stdin=subprocess.DEVNULL, check=True)
    os.close(writing)
    shown = os.read(reading, 4096)
    os.close(reading)
    assert (b"\x1b[1m" in shown) == is_bold


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    ended = run("completion", shell)
    assert ended.returncode == 0
    assert "_ECOGRAPH_COMPLETE" in ended.stdout


def test_completion_completes_a_command() -> None:
    ended = run(_ECOGRAPH_COMPLETE="bash_complete", COMP_WORDS="ecograph ex", COMP_CWORD="1")
    assert "explain" in ended.stdout
