"""Reading a file of scenarios, from a path, from the folder of a dataset, or from the bundled one."""

from pathlib import Path

import pytest

from ecograph.errors import DataError, EcographError
from ecograph.sources.scenarios import FILE, read_scenarios

TEXT = '[[scenarios]]\nname = "Æst"\nclusters = ["a", "b"]\n'


def test_a_file_and_the_folder_that_holds_it_give_the_same_scenarios(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_text(TEXT, encoding="utf-8")
    assert read_scenarios(file) == read_scenarios(str(tmp_path))
    assert read_scenarios(file)[0].name == "Æst"


def test_without_a_path_the_scenarios_of_the_bundled_dataset_are_read() -> None:
    # counted in datasets/nordic_health/scenarios.toml
    assert [len(scenario.clusters) for scenario in read_scenarios()] == [5, 2, 4]


def test_a_folder_without_scenarios_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EcographError, match="found no such file, expected scenarios; name the clusters to merge"):
        read_scenarios(tmp_path)


def test_a_file_in_another_encoding_is_refused_with_the_cure(tmp_path: Path) -> None:
    file = tmp_path / "plans.toml"
    file.write_bytes(TEXT.encode("latin-1"))
    with pytest.raises(EcographError, match=r"plans\.toml: .*; save it as UTF-8"):
        read_scenarios(file)


def test_faults_have_the_name_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "plans.toml"
    file.write_text(TEXT + "when = 1\n", encoding="utf-8")
    with pytest.raises(DataError) as found:
        read_scenarios(file)
    assert [(issue.file, issue.line) for issue in found.value.issues] == [("plans.toml", 4)]
