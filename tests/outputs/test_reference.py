"""The page on the published files: what each reader maps, leaves out and drops, as a table that Markdown shows."""

from ecograph.outputs.reference import sources
from ecograph.readers import READERS
from ecograph.readers.reader import Harvest, Layout, Reader

LISTS = Layout(
    "list.csv",
    maps={"a|b": "organisations.name"},
    ignores={"note": "said elsewhere"},
    personal={"E-mail": "ways to\nreach people"},
)
BARE = Reader(
    "bare", "Lists without options.", "Nobody", "", (Layout("x.json", {"id": "org_id"}),), lambda *_: Harvest({})
)
FULL = Reader(
    "full", "Lists.", "Somebody", "CC0-1.0", (LISTS,), lambda *_: Harvest({}), {"name": "the column of names"}
)

PAGE = """
## full

Lists. Publisher: Somebody. Licence: CC0-1.0.

| option | meaning |
|---|---|
| `name` | the column of names |

### list.csv

| column | becomes |
|---|---|
| `a\\|b` | organisations.name |

| column | is left out because |
|---|---|
| `note` | said elsewhere |

| column | is dropped as personal data |
|---|---|
| `E-mail` | ways to reach people |


## bare

Lists without options. Publisher: Nobody.

### x.json

| column | becomes |
|---|---|
| `id` | org_id |

"""


def test_a_reader_is_shown_with_its_licence_options_and_columns() -> None:
    page = sources([FULL, BARE])
    assert page.startswith("# Published sources\n\n`ecograph import SOURCE FILE... --into DATASET`")
    assert page.endswith(PAGE)


def test_every_column_and_option_of_every_reader_is_on_the_page() -> None:
    page = sources(READERS)
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == [reader.name for reader in READERS]
    for reader in READERS:
        own = page[page.index(f"\n## {reader.name}\n") :].split("\n## ")[1]
        known = [*reader.options, *(column for layout in reader.layouts for column in layout.known)]
        assert [name for name in known if f"| `{name}` |".replace("\n", " ") not in own] == []
