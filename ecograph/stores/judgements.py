"""Where judgements are kept: ``judgements.csv`` in the folder of a dataset, a line for each."""

from pathlib import Path

from ecograph.errors import EcographError
from ecograph.identity.judgements import FILE, JUDGEMENTS, Judgement, judgements, line_of
from ecograph.sources.folder import read_table
from ecograph.sources.raw import content
from ecograph.stores.files import alone, replace_file

HEADER = ",".join(JUDGEMENTS.names) + "\n"


def append(dataset: Path, judgement: Judgement) -> None:
    """Append a judgement to those of a dataset; the file is written whole or stays as it was.

    Args:
        dataset: The folder of the dataset.
        judgement: The judgement.

    Raises:
        EcographError: A value does not fit, the file has faults or judges the pair already, or cannot be written.
        LockedError: Another run is writing to it.
    """
    added = line_of(judgement)
    with alone(dataset / FILE) as place:
        before = content(place) if place.exists() else HEADER.encode()
        if not before.endswith(b"\n"):
            before += b"\n"
        frame, issues = judgements(read_table(JUDGEMENTS.name, FILE, before))
        if issues:
            raise EcographError(f"{dataset / FILE}: found faults, expected none; mend the file first:\n{issues[0]}")
        pair = {judgement.left, judgement.right}
        for left, right, verdict, line in frame.select("left", "right", "verdict", "line").iter_rows():
            if {left, right} == pair:
                raise EcographError(f"{dataset / FILE}:{line}: the pair is judged {verdict} already; change that line")
        replace_file(place, before + added.encode())
