"""The lists of the Research Council of Norway: what its bodies got from the Union, and what they applied for at home.

Two lists are read, by their headers. The EU grants name each Norwegian body in a Horizon 2020 project with the
amount that it was granted; their project ids are those of every other list of EU projects, ``eu-`` and the number
of the grant agreement. The applications name the owner alone: partners are secret.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from ecograph.readers.layouts import recognised, source_ids
from ecograph.readers.mentions import MENTION, organisations
from ecograph.readers.rcn_applications import applications
from ecograph.readers.rcn_bodies import Place
from ecograph.readers.rcn_eu_grants import eu_grants
from ecograph.readers.rcn_layouts import APPLICATIONS, EU_GRANTS
from ecograph.readers.reader import File, Harvest, Reader, dropped, joined, source, table

TITLES = {
    EU_GRANTS.file: "EU grants to Norwegian bodies in Horizon 2020",
    APPLICATIONS.file: "Applications to the Research Council of Norway",
}
"""What the lists are called; a file that is neither keeps its own name."""


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:  # noqa: ARG001 - it has no options
    """Return the tables of some lists: projects, organisations, participations and grants.

    EU grants: a flow from the European Commission to each body, in euro, rounded to the cent. Applications: a flow
    from the Research Council to the project, in Norwegian kroner, when money was granted; a proposal of the amount
    applied for when it was not. An amount of 0 is no flow. A person who applied is dropped with the whole row.

    Args:
        name: The name of the import.
        files: Lists of either layout.
        options: None.
    """
    mentions: list[pl.DataFrame] = [MENTION.to_frame()]
    harvests = []
    for file, source_id in zip(files, source_ids(name, files), strict=True):
        found = recognised(file, (EU_GRANTS, APPLICATIONS))
        place = Place(name, file.name, source_id)
        title = TITLES[found.layout.file] if found.layout else file.name
        sources = table("sources", pl.DataFrame([source(RCN, source_id, file, title)], infer_schema_length=None))
        harvests.append(Harvest({"sources": sources}, found.issues))
        if found.layout is not None:
            gone = dropped(file.name, found.frame, found.layout)
            made, met = (eu_grants if found.layout is EU_GRANTS else applications)(place, found.frame)
            harvests.append(Harvest(made.tables, made.issues, (*gone, *made.dropped)))
            mentions.append(met)
    every = joined([Harvest(organisations(pl.concat(mentions))), *harvests])
    tables = dict(every.tables) | {"names": pl.concat([every.tables["names"], _own_name(name, every.tables)])}
    return Harvest(tables, every.issues, every.dropped)


def _own_name(name: str, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the Norwegian name of the Research Council, when it is a payer."""
    own = tables["organisations"].filter(org_id=f"{name}.research-council")
    called = (pl.lit(value).alias(column) for column, value in (("name", "Norges forskningsråd"), ("language", "nb")))
    return table("names", own.select("org_id", "source_id", "certainty", "status", *called, kind=pl.lit("official")))


RCN = Reader(
    name="rcn",
    about="Lists of the Research Council of Norway: EU grants to Norwegian bodies, and applications to the Council.",
    publisher="Norges forskningsråd",
    licence="",
    layouts=(EU_GRANTS, APPLICATIONS),
    read=read,
)
