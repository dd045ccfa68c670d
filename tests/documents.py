"""Documents written by hand, for the tests of every format of the report: all kinds of blocks, and hostile texts.

``document`` is a good one, in each language; ``hostile_document`` has every hostile text wherever a text can stand;
``long_document`` has as many tables of as many rows as one asks for.
"""

from collections.abc import Mapping

from hostile import HOSTILE

from ecograph.charts.drawing import Band, Box, Dot, Drawing, Label, Line
from ecograph.language import Words
from ecograph.report.document import (
    Cell,
    Chart,
    Column,
    Document,
    Interval,
    Note,
    Paragraph,
    Points,
    Said,
    Section,
    Source,
    Table,
    Terms,
    mark,
    marks_of,
)

OPEN = float("inf")
"""The upper bound of an interval that is open."""

TITLE = Words(
    "The health ecosystem: overlaps and gaps",
    "Økosystemet for sundhed: overlap og huller",
    "Økosystemet for helse: overlapp og hull",
)
AS_OF = Words("as of 1 January 2024", "pr. 1. januar 2024", "per 1. januar 2024")
OVERVIEW = Words("Overview", "Overblik", "Oversikt")
CLUSTERS = Words("Clusters", "Klynger", "Klynger")
ONE_CLUSTER = Words("Welfare Tech and its members", "Welfare Tech og dens medlemmer", "Welfare Tech og medlemmene")
DEEPER = Words("Members by year", "Medlemmer efter år", "Medlemmer etter år")
FUNDING = Words("Funding", "Finansiering", "Finansiering")
METHOD = Words("Method and definitions", "Metode og definitioner", "Metode og definisjoner")

FIRST = Words(
    "The data hold 1,204 organisations and 90 projects.",
    "Data rummer 1.204 organisationer og 90 projekter.",
    "Dataene inneholder 1\xa0204 organisasjoner og 90 prosjekter.",
)
SECOND = Words(
    "What the sources do not say is not known.",
    "Det, kilderne ikke fortæller, er ukendt.",
    "Det kildene ikke forteller, er ukjent.",
)
MEMBERS = Words("Members of the clusters", "Klyngernes medlemmer", "Medlemmene i klyngene")
CLUSTER = Words("Cluster", "Klynge", "Klynge")
NUMBER_OF_MEMBERS = Words("Members", "Medlemmer", "Medlemmer")
SHARE = Words("Share known, per cent", "Kendt andel, procent", "Kjent andel, prosent")
AMOUNT = Words("Funding, DKK million", "Finansiering, mio. DKK", "Finansiering, mill. DKK")
CONCENTRATION = Words(
    "Concentration, index from 0 to 1", "Koncentration, indeks fra 0 til 1", "Konsentrasjon, indeks fra 0 til 1"
)
HOW_TO_READ = Words(
    "An interval says what lies between two bounds.",
    "Et interval siger, hvad der ligger mellem to grænser.",
    "Et intervall sier hva som ligger mellom to grenser.",
)
CHART = Words("Members by year", "Medlemmer efter år", "Medlemmer etter år")
ALTERNATIVE = Words(
    "Line chart: the number of members rises from 110 in 2019 to 280 in 2023.",
    "Kurvediagram: antallet af medlemmer stiger fra 110 i 2019 til 280 i 2023.",
    "Linjediagram: antallet medlemmer stiger fra 110 i 2019 til 280 i 2023.",
)
YEAR = Words("Year", "År", "År")
INTERVAL = Words("Interval", "Interval", "Intervall")
INTERVAL_MEANS = Words(
    "The value lies between the two bounds; neither is more likely than the other.",
    "Værdien ligger mellem de to grænser; ingen af dem er mere sandsynlig end den anden.",
    "Verdien ligger mellom de to grensene; ingen av dem er mer sannsynlig enn den andre.",
)

By = tuple[tuple[str, int, tuple[str, ...]], ...]
"""What a note says by source."""

LISTED = ("memberships/welfare-tech|a", "memberships/welfare-tech|b", "memberships/welfare-tech|c")
FLOWS = ("flows/eu-951956",)
EVERYTHING = ("organisations/a", "projects/p")

SOURCES = (
    Source(
        "cordis", "CORDIS: projects of Horizon Europe, European Union, 2024-01", "https://cordis.europa.eu/", "CC BY"
    ),
    Source("letter", "Letter from the secretariat, 2023", "", ""),
    Source("members", "List of members, Welfare Tech, 2023", "http://example.org/members?a=1&b=2", "CC0"),
)

_BY_SOURCE: Mapping[str, By] = {
    mark(LISTED): (("members", 3, (f"{LISTED[0]} (2)", f"{LISTED[1]} (3-4)")),),
    mark(FLOWS): (("cordis", 1, (FLOWS[0],)),),
    mark(EVERYTHING): (("cordis", 1, (EVERYTHING[1],)), ("letter", 1, (EVERYTHING[0],))),
}


def drawing(text: str = "2019") -> Drawing:
    """Return a drawing with every kind of shape and one text."""
    return Drawing(
        500,
        160,
        (
            Box(40, 20, 60, 100, fill="#8ab6d6", stroke="#1b4965"),
            Box(110, 50, 60, 70, fill="#dddddd", hatched=True),
            Line(((40, 130), (460, 130)), stroke="#444444"),
            Line(((200, 100), (260, 60), (320, 40)), stroke="#1b4965", width=2, dashed=True),
            Dot(320, 40, 4, fill="#1b4965"),
            Dot(260, 60, 4, stroke="#1b4965"),
            Band(360, 30, 60, 450, 70, 120, fill="#c8553d", opacity=0.5),
            Label(70, 145, text, anchor="middle"),
        ),
    )


def members(language: str) -> Table:
    """Return a table with every kind of cell: text, count, share, money, index, interval, and what is not known."""
    return Table(
        name="members",
        caption=MEMBERS.in_(language),
        columns=(
            Column(CLUSTER.in_(language)),
            Column(NUMBER_OF_MEMBERS.in_(language), "members"),
            Column(SHARE.in_(language), "share"),
            Column(AMOUNT.in_(language), "DKK"),
            Column(CONCENTRATION.in_(language), "index"),
        ),
        rows=(
            ("Welfare Tech", Interval(280, OPEN), 0.273, Interval(90_000_000, 100_000_000), 0.125),
            ("Norway Health Tech", 1204, None, 12_300_000, None),
            ("Norwegian Smart Care Cluster", Interval(210, 240), 1.0, -2_500_000, 1),
            ("Medicon Valley Alliance", None, 0, 0, 0.5),
        ),
        marks=(mark(LISTED), mark(EVERYTHING), mark(FLOWS), ""),
        note=HOW_TO_READ.in_(language),
        n_more=12,
    )


def by_year(language: str) -> Chart:
    """Return a chart with the table of its numbers."""
    return Chart(
        name="by-year",
        caption=CHART.in_(language),
        alternative=ALTERNATIVE.in_(language),
        drawing=drawing(),
        table=Table(
            name="by-year-table",
            caption=CHART.in_(language),
            columns=(Column(YEAR.in_(language)), Column(NUMBER_OF_MEMBERS.in_(language), "members")),
            rows=(("2019", 110), ("2021", None), ("2023", Interval(280, OPEN))),
            marks=(mark(LISTED), "", mark(LISTED)),
        ),
    )


def document(language: str = "en") -> Document:
    """Return a good document with every kind of block, three levels of sections, three notes and three sources."""
    first = Said(FIRST.in_(language), mark(EVERYTHING))
    second = Said(SECOND.in_(language))
    deeper = Section("clusters-by-year", DEEPER.in_(language), (by_year(language),))
    below = Section("clusters-welfare-tech", ONE_CLUSTER.in_(language), (Paragraph((first,)),), (deeper,))
    terms = Terms(((INTERVAL.in_(language), INTERVAL_MEANS.in_(language)),))
    sections = (
        Section("overview", OVERVIEW.in_(language), (Paragraph((first, second)), Points((first, second)))),
        Section("clusters", CLUSTERS.in_(language), (members(language),), (below,)),
        Section("funding", FUNDING.in_(language), (Paragraph((second,)),)),
        Section("method", METHOD.in_(language), (terms,)),
    )
    return Document(TITLE.in_(language), AS_OF.in_(language), language, sections, _notes(sections, _BY_SOURCE), SOURCES)


def _notes(sections: tuple[Section, ...], by_source: Mapping[str, By]) -> tuple[Note, ...]:
    return tuple(
        Note(used, sum(n for _, n, _ in by_source[used]), by_source[used])
        for used in marks_of(sections)
        if used in by_source
    )


def hostile_document(language: str = "en") -> Document:
    """Return a document in which every text is hostile, each of ``HOSTILE`` in every place that holds one."""
    sections = tuple(_hostile_section(i, text) for i, text in enumerate(HOSTILE))
    marks = marks_of(sections)
    notes = tuple(
        Note(used, 1, ((text, 1, (f"flows/{text} ({text})",)),)) for used, text in zip(marks, HOSTILE, strict=True)
    )
    sources = tuple(Source(text, text, _address(i, text), text) for i, text in enumerate(HOSTILE))
    return Document(HOSTILE[1], HOSTILE[0], language, sections, notes, sources)


def _address(i: int, text: str) -> str:
    return text if i % 2 else f"https://example.org/{text}"


def _hostile_section(i: int, text: str) -> Section:
    said = (Said(text, mark([text])), Said(text))
    columns = (Column(text), Column(text, "members"))
    rows: tuple[tuple[Cell, ...], ...] = ((text, 1), (text, text), (text, Interval(1, OPEN)))
    table = Table(f"table-{text}", text, columns, rows, (mark([text]), "", ""), note=text, n_more=1)
    own = Table(f"chart-table-{text}", text, columns, rows, (mark([text]), "", ""))
    chart = Chart(f"chart-{text}", text, text, drawing(text), own)
    blocks = (Paragraph(said), Points(said), Terms(((text, text),)), table, chart)
    return Section(f"section-{i}", text, blocks, (Section(f"section-{text}", text, ()),))


def long_document(n_tables: int, n_rows: int, language: str = "en") -> Document:
    """Return a document with many tables of many rows, each row with a mark and a note of its own."""
    tables = tuple(_long_table(i, n_rows, language) for i in range(n_tables))
    sections = tuple(Section(f"part-{i}", f"Part {i + 1}", (table,)) for i, table in enumerate(tables))
    by_source: Mapping[str, By] = {used: (("cordis", 1, (f"flows/{used}",)),) for used in marks_of(sections)}
    return Document(TITLE.in_(language), AS_OF.in_(language), language, sections, _notes(sections, by_source), SOURCES)


def _long_table(i: int, n_rows: int, language: str) -> Table:
    return Table(
        name=f"long-{i}",
        caption=f"{MEMBERS.in_(language)} ({i + 1})",
        columns=members(language).columns,
        rows=tuple(
            (f"Organisation {row + 1}", row, row / n_rows, Interval(1e6 * row, 2e6 * row), 0.5) for row in range(n_rows)
        ),
        marks=tuple(mark([f"flows/{i}-{row}"]) for row in range(n_rows)),
    )
