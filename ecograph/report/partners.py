"""The section on new partners for the chosen clusters, with the evidence, and how well such suggestions foretell."""

from ecograph.language.report import HEADS
from ecograph.language.report import partners as words
from ecograph.language.sentences import as_is, filled
from ecograph.report import analysed
from ecograph.report.clusters import called, land
from ecograph.report.document import Block, Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import Listing, Shown, all_rows, as_told, listed, paragraph, points

LONGEST = 5
"""How many suggestions a table shows for a cluster."""

NAMED = 3
"""How many suggestions the answer names after its first sentence; the table says the same of more."""


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return suggestions for each chosen cluster."""
    title = words.TITLE.in_(language)
    if not inputs.clusters:
        return Section("partners", title, paragraph(Said(words.NONE.in_(language))))
    blocks: list[Block] = list(paragraph(Said(words.ABOUT.in_(language))))
    trust: dict[str, Said] = {}
    for place, cluster in enumerate(inputs.clusters, start=1):
        answer = analysed.suggested(inputs, cluster)
        found = answer["suggestions"]
        first, rest = answer.said[:1], answer.said[1 + min(NAMED, found.height) :]
        name = as_is(inputs.ecosystem.organisations.filter(org_id=cluster)["name"].item())
        listing = Listing(f"partners-{place}", filled(words.FOR, name=name), COLUMNS, longest=LONGEST)
        said = as_told(first, [f"organisations/{cluster}", *all_rows(found)], language=language, marks=marks)
        blocks += [*paragraph(*said), *listed(listing, found, language=language, marks=marks)]
        tried = as_told(rest, all_rows(answer["evaluation"]) or all_rows(found), language=language, marks=marks)
        trust |= {each.text: each for each in tried}
    part = Section("partners-trust", words.TRUST.in_(language), points(*trust.values()))
    return Section("partners", title, tuple(blocks), (part,) if trust else ())


COLUMNS = (
    Shown(HEADS["organisation"], "name"),
    Shown(HEADS["kind"], called("organisation_kind", "kind")),
    Shown(HEADS["country"], land),
    Shown(words.COMMON, "n_common", "number"),
    Shown(words.EVIDENCE, lambda row, language: row[f"evidence_{language}"]),
)
