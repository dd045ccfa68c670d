"""Appending to the file of judgements: the file is whole before and after, and no pair is judged twice by accident."""

from pathlib import Path
from typing import NoReturn

import pytest

from ecograph.errors import EcographError, LockedError
from ecograph.identity.judgements import Judgement
from ecograph.stores.files import alone
from ecograph.stores.judgements import HEADER, append

ONE = Judgement("alpha", "beta", "different", "NN, the secretariat", 'its page says "no"', "2024-05-01")
LINE = b'alpha,beta,different,"NN, the secretariat","its page says ""no""",2024-05-01\n'
OTHER = Judgement("firm", "uni", "unsure", "NN", "somebody should ask", "2024-05-02")


def file(dataset: Path) -> Path:
    return dataset / "judgements.csv"


def test_the_first_judgement_makes_the_file_with_its_header(tmp_path: Path) -> None:
    append(tmp_path, ONE)
    assert file(tmp_path).read_bytes() == b"left,right,verdict,decided_by,why,date\n" + LINE
    assert [path.name for path in tmp_path.iterdir()] == ["judgements.csv"]


def test_a_further_judgement_stands_below_and_the_lines_before_it_stay_byte_by_byte(tmp_path: Path) -> None:
    before = b"\xef\xbb\xbfleft,right,verdict,decided_by,why,date\r\n" + b'"firm",lab,same,NN,because,2024\r\n'
    file(tmp_path).write_bytes(before)
    append(tmp_path, ONE)
    assert file(tmp_path).read_bytes() == before + LINE


def test_a_last_line_without_its_break_gets_one(tmp_path: Path) -> None:
    file(tmp_path).write_bytes(HEADER.encode() + LINE.removesuffix(b"\n"))
    append(tmp_path, OTHER)
    assert (
        file(tmp_path).read_bytes() == HEADER.encode() + LINE + b"firm,uni,unsure,NN,somebody should ask,2024-05-02\n"
    )


@pytest.mark.parametrize("pair", [("alpha", "beta"), ("beta", "alpha")])
def test_a_pair_that_is_judged_is_refused_with_its_line_and_verdict(pair: tuple[str, str], tmp_path: Path) -> None:
    append(tmp_path, OTHER)
    append(tmp_path, ONE)
    before = file(tmp_path).read_bytes()
    with pytest.raises(
        EcographError, match=r"judgements\.csv:3: the pair is judged different already; change that line"
    ):
        append(tmp_path, Judgement(*pair, "same", "MM", "I know better", "2024-05-03"))
    assert file(tmp_path).read_bytes() == before


@pytest.mark.parametrize("why", ['=HYPERLINK("x")', "+45 12 34 56 78", "@sum", "-1", "two\nlines", "", "＝1"])
def test_a_text_that_a_spreadsheet_could_run_or_that_does_not_fit_is_refused(why: str, tmp_path: Path) -> None:
    with pytest.raises(EcographError, match=r"^why: found"):
        append(tmp_path, Judgement("alpha", "beta", "same", "NN", why, "2024-05-01"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_faults_is_left_for_a_person_to_mend(tmp_path: Path) -> None:
    before = HEADER.encode() + b"alpha,beta,perhaps,NN,x,2024\n"
    file(tmp_path).write_bytes(before)
    with pytest.raises(
        EcographError, match=r"mend the file first:\njudgements\.csv:2:verdict: choice: found 'perhaps'"
    ):
        append(tmp_path, OTHER)
    assert file(tmp_path).read_bytes() == before


def test_two_at_the_same_time_do_not_lose_a_line(tmp_path: Path) -> None:
    append(tmp_path, ONE)
    before = file(tmp_path).read_bytes()
    with alone(file(tmp_path)), pytest.raises(LockedError, match="another run is writing there"):
        append(tmp_path, OTHER)
    assert file(tmp_path).read_bytes() == before
    append(tmp_path, OTHER)
    assert file(tmp_path).read_bytes().startswith(before)


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(tmp_path, ONE)
    before = file(tmp_path).read_bytes()

    def full(_: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EcographError, match="No space left on device"):
        append(tmp_path, OTHER)
    assert file(tmp_path).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["judgements.csv"]


def test_a_link_to_a_shared_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared.csv").write_text(HEADER)
    (tmp_path / "d").mkdir()
    file(tmp_path / "d").symlink_to(tmp_path / "shared.csv")
    append(tmp_path / "d", ONE)
    assert file(tmp_path / "d").is_symlink()
    assert (tmp_path / "shared.csv").read_bytes() == HEADER.encode() + LINE
