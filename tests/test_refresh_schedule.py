"""The examples of schedules are understood by what runs them, and call the command as it is."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ecograph.cli.refresh import command

SCHEDULE = Path(__file__).parents[1] / "docs" / "schedule"
FILES = ("crontab", "ecograph.service", "ecograph.timer", "github-actions.yml", "windows-task.xml")
NEEDS_SYSTEMD = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


def text(name: str) -> str:
    return (SCHEDULE / name).read_text(encoding="utf-8")


def test_each_example_is_explained() -> None:
    assert tuple(sorted(path.name for path in SCHEDULE.iterdir())) == FILES
    page = (SCHEDULE.parent / "refresh.md").read_text(encoding="utf-8")
    assert all(f"(schedule/{name})" in page for name in FILES)


@NEEDS_SYSTEMD
def test_systemd_understands_the_units() -> None:
    units = [str(SCHEDULE / name) for name in ("ecograph.service", "ecograph.timer")]
    ended = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


@NEEDS_SYSTEMD
def test_systemd_understands_the_time() -> None:
    when = re.findall(r"^OnCalendar=(.*)$", text("ecograph.timer"), re.MULTILINE)
    ended = subprocess.run(["systemd-analyze", "calendar", *when], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert "Normalized form: Mon *-*-* 06:15:00 Europe/Copenhagen" in ended.stdout


def test_the_unit_takes_crossed_thresholds_and_failed_sources_as_success_and_tries_again_when_locked() -> None:
    settings = dict(re.findall(r"^(\w+)=(.*)$", text("ecograph.service"), re.MULTILINE))
    assert settings["SuccessExitStatus"].split() == ["3", "4"]
    assert settings["Restart"] == "on-failure"
    assert "75" not in settings["RestartPreventExitStatus"].split()


def calls() -> list[list[str]]:
    """Return the arguments of each call of the command in the examples."""
    found = [
        line for name in FILES for line in re.findall(r"(?:ecograph\s|<Arguments>)(refresh [^<>&|\n]*)", text(name))
    ]
    return [shlex.split(line)[1:] for line in found]


@pytest.mark.parametrize("arguments", calls(), ids=range(len(calls())))
def test_an_example_calls_the_command_as_it_is(arguments: list[str]) -> None:
    found = command.make_context("refresh", list(arguments)).params
    assert found["dataset"] == "dataset"
    assert found["out"] == Path("runs")


def test_there_is_a_call_in_every_example_but_the_timer() -> None:
    assert len(calls()) == len(FILES) - 1


def test_the_line_of_cron_has_five_fields_and_a_time_that_exists() -> None:
    line = next(line for line in text("crontab").splitlines() if line[0].isdigit())
    minute, hour, *days = line.split()[:5]
    assert 0 <= int(minute) < 60
    assert 0 <= int(hour) < 24
    assert days == ["*", "*", "1"]


def test_the_workflow_is_yaml_and_runs_off_the_full_hour_one_at_a_time() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    said = yaml.safe_load(text("github-actions.yml"))
    assert said["concurrency"] == {"group": "refresh", "cancel-in-progress": False}
    assert said[True]["schedule"][0]["cron"].split()[0] not in {"0", "30"}  # YAML 1.1 reads `on` as true


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (3, 0), (4, 0), (1, 1), (75, 75)])
def test_the_step_of_the_workflow_fails_for_what_somebody_has_to_mend(tmp_path: Path, code: int, expected: int) -> None:
    lines = text("github-actions.yml").split("        run: |\n")[1].split("      - name:")[0]
    (tmp_path / "ecograph").write_text(f"#!/bin/sh\nexit {code}\n")
    (tmp_path / "ecograph").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    ended = subprocess.run(["bash", "-e", "-c", lines], env=environment, capture_output=True, check=False)
    assert ended.returncode == expected


def test_the_task_of_windows_is_whole_and_starts_no_second_run() -> None:
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    task = ET.parse(SCHEDULE / "windows-task.xml").getroot()  # noqa: S314 - our own file
    assert task.findtext("t:Settings/t:MultipleInstancesPolicy", namespaces=space) == "IgnoreNew"
    assert task.findtext("t:Settings/t:StartWhenAvailable", namespaces=space) == "true"
    assert task.findtext("t:Actions/t:Exec/t:Command", namespaces=space) == "ecograph.exe"
