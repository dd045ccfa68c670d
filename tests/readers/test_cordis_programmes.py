"""The reader of CORDIS on FP7 and Horizon 2020, and on lists that were cut: files without a fault, written by hand.

The layout is that of the publisher's zips; the expected values are read off the files.
"""

from itertools import accumulate
from pathlib import Path

import pytest

from ecograph.readers.cordis import read
from ecograph.readers.reader import File, Harvest

FOLDER = Path(__file__).parent / "cordis"
STEP = 31
"""How many bytes lie between two cuts, other than those around the end of a row."""

LISTS = {
    name: {path.name: path.read_bytes() for path in sorted((FOLDER / name).glob("*.csv"))} for name in ("fp7", "h2020")
}


def harvest(programme: str, **changed: bytes) -> Harvest:
    """Return what is read of the files of a programme, some with other content."""
    files = LISTS[programme]
    return read(
        programme, [File(name, changed.get(name.removesuffix(".csv"), files[name])) for name in sorted(files)], {}
    )


READ = {programme: harvest(programme) for programme in LISTS}


def rows(programme: str, name: str, *columns: str) -> list[tuple[object, ...]]:
    return READ[programme].tables[name].select(columns).rows()


@pytest.mark.parametrize("programme", LISTS)
def test_a_whole_list_is_read_without_an_issue(programme: str) -> None:
    assert READ[programme].issues == ()
    assert READ[programme].dropped == ()


def test_fp7_has_its_projects_with_programme_stage_and_stated_budget() -> None:
    assert rows("fp7", "projects", "project_id", "acronym", "stage", "programme", "budget_amount") == [
        ("eu-700001", "OLDHEART", "completed", "FP7;FP7-HEALTH", 1500000.5),
        ("eu-700002", "FJORDS", "completed", "FP7;FP7-PEOPLE", None),
    ]


def test_fp7_has_its_roles_and_amounts() -> None:
    assert rows("fp7", "participations", "org_id", "project_id", "role", "share_amount") == [
        ("fp7.900000020", "eu-700001", "coordinator", 900000.25),
        ("fp7.900000021", "eu-700001", "partner", 600000.25),
        ("fp7.900000021", "eu-700002", "partner", None),
        ("fp7.900000022", "eu-700001", "partner", None),
    ]
    assert rows("fp7", "flows", "flow_id", "amount", "from") == [
        ("fp7.700001", 1100000.0, "2008-01-01"),
        ("fp7.700001.900000020.1", 600000.0, "2008-01-01"),
        ("fp7.700001.900000021.1", 500000.0, "2008-01-01"),
        ("fp7.700002", 200000.0, "2010-05-01"),
        ("fp7.700002.900000021.1", 200000.0, "2010-05-01"),
    ]


def test_fp7_has_its_topics_and_kinds() -> None:
    assert rows("fp7", "tags", "subject", "theme_id") == [
        ("eu-700001", "euroscivoc.21.39.225"),
        ("eu-700001", "topic.health-2007-2-4-2-1"),
        ("eu-700002", "euroscivoc.23.45"),
        ("eu-700002", "topic.fp7-people-2009-ief"),
        ("eu-700002", "topic.fp7-people-2009-rg"),
    ]
    assert rows("fp7", "organisations", "org_id", "kind", "country") == [
        ("fp7.900000020", "university", "DK"),
        ("fp7.900000021", "institute", "NO"),
        ("fp7.900000022", "agency", "NO"),
        ("fp7.european-commission", "eu_body", "EU"),
    ]


def test_horizon_2020_has_its_roles_and_knows_a_project_that_was_terminated() -> None:
    assert rows("h2020", "projects", "project_id", "stage", "programme", "budget_amount") == [
        ("eu-800001", "terminated", "H2020;H2020-EU.3.;H2020-EU.3.3.", 2000000.0)
    ]
    assert rows("h2020", "participations", "org_id", "role", "share_amount") == [
        ("h2020.900000030", "coordinator", 1500000.0),
        ("h2020.900000031", "partner", None),
        ("h2020.900000032", "associated_partner", 81000.0),
        ("h2020.900000033", "third_party", None),
        ("h2020.900000034", "international_partner", None),
    ]
    assert rows("h2020", "flows", "flow_id", "amount") == [
        ("h2020.800001", 1750000.75),
        ("h2020.800001.900000030.1", 1750000.75),
        ("h2020.800001.900000031.1", 0.0),
        ("h2020.800001.900000033.1", 0.0),
    ]


@pytest.mark.parametrize(
    ("programme", "role", "counted"), [("fp7", b"participant", "2 rows"), ("h2020", b"thirdParty", "1 row")]
)
def test_a_role_that_is_not_known_is_counted_and_taken_for_a_partner(programme: str, role: bytes, counted: str) -> None:
    given = LISTS[programme]["organization.csv"].replace(b'"' + role + b'"', b'"adviser"')
    found = harvest(programme, organization=given)
    (issue,) = found.issues
    assert issue.message.startswith(f"found 'adviser' in {counted}, expected one of coordinator, ")
    taken = found.tables["participations"].filter(certainty="likely")
    assert set(taken["role"]) == {"partner"}
    assert f"{taken.height} row{'s' if taken.height > 1 else ''}" == counted


def whole_rows(content: bytes) -> set[int]:
    """Return where a cut leaves only whole rows: before and after each line feed, and before an empty last cell.

    The last column of each file is one that is not read. No cell of these files goes over several lines.
    """
    lines = content.splitlines(keepends=True)
    ends = list(accumulate(len(line) for line in lines))
    last_cells = (end - len(line) + line.rindex(b";") + 1 for end, line in list(zip(ends, lines, strict=True))[1:])
    return {*ends, *(end - 1 for end in ends), *last_cells}


@pytest.mark.slow
@pytest.mark.parametrize("file", ["project", "organization", "euroSciVoc"])
def test_a_file_cut_anywhere_ends_in_issues_unless_all_that_is_left_are_whole_rows(file: str) -> None:
    """A cut between two rows shows only where another file tells of what is gone.

    Of project.csv it does: organisations point to a project that is not there. Of organization.csv it does where a
    project loses all of its organisations, here the second one. Of euroSciVoc.csv nothing tells of a row that is
    gone, nor, where nothing but the header is left, of its last column, which is not read.
    """
    content = LISTS["fp7"][f"{file}.csv"]
    clean = whole_rows(content)
    if file == "euroSciVoc":
        clean.add(content.index(b';"euroSciVocDescription"'))
    cuts = {*range(0, len(content), STEP), *(end + step for end in clean for step in (-1, 0, 1))}
    for end in sorted(cut for cut in cuts if cut < len(content)):
        found = harvest("fp7", **{file: content[:end]})
        is_silent = end in clean and (file == "euroSciVoc" or b'"700002"' in content[:end])
        assert bool(found.issues) != is_silent, (end, found.issues)
        for name, frame in found.tables.items():
            more = {str(row) for row in frame.rows()} - {str(row) for row in READ["fp7"].tables[name].rows()}
            assert not more, (end, name)
