"""What a merger changes, in sentences with the numbers in them, and what the numbers cannot know."""

from collections.abc import Mapping

import polars as pl

from ecograph.analyses.merge import wording
from ecograph.analyses.merge.axes import most
from ecograph.analyses.merge.coverage import CELL, coverage_of
from ecograph.analyses.merge.funding import funders_of
from ecograph.analyses.merge.membership import members_of
from ecograph.analyses.merge.merger import Merger
from ecograph.language import Plural, Words, listed, number
from ecograph.language.sentences import Said, as_is, as_list, as_number, as_percent, between, filled
from ecograph.language.values import value
from ecograph.network import Network
from ecograph.schema.vocabulary import MERGER

Tables = Mapping[str, pl.DataFrame]


def sentences(merger: Merger, tables: Tables, framework: str | None = None) -> tuple[Words, ...]:
    """Return what a merger changes and what that hinges on, in seven texts or a few more.

    Args:
        merger: The merger.
        tables: The tables of its answer, by name.
        framework: That of the coverage, None where it is of all themes.
    """
    return (
        _subject(merger),
        *_no_clusters(merger),
        *_successors(merger),
        _around(tables["members"]),
        _doubled(tables["members"]),
        _covered(tables["coverage"]),
        *_leaving(merger, tables),
        _funded(tables),
        *_hinges(merger, tables, framework),
        _bridging(tables["retained"]),
        _failing(tables["axes"]),
        _unknown(tables["sizes"]),
    )


def _subject(merger: Merger) -> Words:
    names = [_names(merger)[body] for body in merger.clusters]
    text = wording.OUTCOME if merger.outcome else wording.SUBJECT
    return filled(text, name=as_is(merger.name), names=as_list(names))


def _no_clusters(merger: Merger) -> tuple[Words, ...]:
    """Return a sentence for each merging body that is no cluster in the data."""
    bodies = merger.before.ecosystem.organisations.filter(pl.col("org_id").is_in(merger.clusters))
    others = bodies.filter(pl.col("kind").ne_missing("cluster")).sort("org_id")
    return tuple(
        filled(wording.NO_CLUSTER, name=as_is(name), kind=_kind(kind))
        for name, kind in others.select("name", "kind").iter_rows()
    )


def _successors(merger: Merger) -> tuple[Words, ...]:
    """Return a sentence for each organisation that the data says some of the bodies became, other than the outcome."""
    eco, names = merger.before.ecosystem, _names(merger)
    into = pl.col("kind").eq("merged_into") & (pl.col("status") == "actual")
    ours = pl.col("subject").is_in(merger.clusters) & ~pl.col("object").is_in(merger.clusters)
    became = (
        eco.ties.filter(into & ours & pl.col("object").is_in(merger.before.organisations))
        .group_by("object")
        .agg(pl.col("subject").unique().sort())
        .sort("object")
    )
    return tuple(
        filled(wording.SUCCESSOR, names=as_list([names[body] for body in bodies]), outcome=as_is(names[outcome]))
        for outcome, bodies in became.iter_rows()
    )


def not_beside(merger: Merger, *, most: int) -> tuple[Words, ...]:
    """Return what the comparison with every other merger leaves out: all, above a number of clusters, or who leaves.

    Args:
        merger: The merger.
        most: The greatest number of clusters that are compared.
    """
    n = len(merger.clusters)
    if n > most:
        return (filled(wording.NOT_COMPARED, n=as_number(n), most=as_number(most)),)
    return (wording.STAYING,) if merger.leaves else ()


def _around(members: pl.DataFrame) -> Words:
    own = {held_as: members.filter(pl.col("held_as") == held_as) for held_as in ("member", "partner")}
    return filled(
        wording.AROUND,
        members=_count(wording.N_MEMBERS, own["member"].height),
        partners=_count(wording.N_PARTNERS, own["partner"].height),
        most_members=as_number(most(own["member"], "through")),
        most_partners=as_number(most(own["partner"], "through")),
    )


def _doubled(members: pl.DataFrame) -> Words:
    twice = members.filter(pl.col("n_clusters") > 1)
    partners = twice.filter(pl.col("held_as") == "partner").height
    return filled(
        wording.DOUBLED,
        members=_count(wording.N_MEMBERS, twice.height - partners),
        partners=_count(wording.N_PARTNERS, partners),
    )


def _hinges(merger: Merger, tables: Tables, framework: str | None) -> tuple[Words, ...]:
    """Return what is still shared without the projects made for a merger, if that is something else."""
    eco = merger.before.ecosystem.without_purpose(MERGER)
    rest = Network.of(eco, extents=merger.before.extents)
    around = members_of(rest, merger.clusters)
    cells = coverage_of(rest, merger.clusters, framework=framework)
    now = [tables["members"], tables["coverage"], tables["funders"]]
    keys = (("organisation",), CELL, ("funder",))  # who is a member and a partner is one organisation
    left = [
        _twice(table, *key) for table, key in zip((around, cells, funders_of(rest, merger.clusters)), keys, strict=True)
    ]
    if left == [_twice(table, *key) for table, key in zip(now, keys, strict=True)]:
        return ()
    return (
        filled(
            wording.HINGES,
            around=_count(wording.N_ORGS, left[0]),
            cells=_count(wording.N_CELLS, left[1]),
            funders=_count(wording.N_FUNDERS, left[2]),
        ),
    )


def _twice(table: pl.DataFrame, *keys: str) -> int:
    """Return how many things, named by some columns, two or more bodies have."""
    return table.filter(pl.col("n_clusters") > 1).select(keys).n_unique()


def _covered(coverage: pl.DataFrame) -> Words:
    if coverage.is_empty():
        return wording.NOT_COVERED
    twice = coverage.filter(pl.col("n_clusters") > 1).height
    return filled(
        wording.COVERED,
        cells=_count(wording.N_CELLS, coverage.height),
        twice=as_number(twice),
        one=as_number(coverage.height - twice),
        best=as_number(most(coverage, "by")),
    )


def _leaving(merger: Merger, tables: Tables) -> tuple[Words, ...]:
    if not merger.leaves:
        return ()
    names = [_names(merger)[org] for org in merger.leaves]
    gone = tables["members"].filter(pl.col("status") == "leaves").height
    lost = tables["coverage"].filter(pl.col("status") == "lost").height
    who: Said = as_list(names)
    return (
        filled(
            wording.LEAVING if gone else wording.NOT_LEAVING,
            names=who,
            members=_count(wording.N_MEMBERS, gone),
            cells=_count(wording.N_CELLS, lost),
        ),
    )


def _funded(tables: Tables) -> Words:
    row = tables["hhi"].row(0, named=True)
    inside = tables["funding"].filter(pl.col("is_merging"))
    funders, missing = tables["funders"], int(inside["n_unknown"].sum())
    is_known = row["delta_low"] is not None and row["delta_high"] is not None
    twice = as_number(funders.filter(pl.col("n_clusters") > 1).height)
    payers = filled(wording.FUNDERS, funders=wording.N_FUNDERS.of(funders.height), twice=twice)
    change = filled(
        wording.CONCENTRATED if is_known else wording.NOT_CONCENTRATED,
        points=between(row["delta_low"] or 0, row["delta_high"] or 0),
        known=as_number(row["n_merging"]),
        n=as_number(inside.height),
    )
    rest = filled(wording.NO_AMOUNT, flows=_count(wording.N_FLOWS, missing))
    first = wording.NO_FUNDERS if funders.is_empty() else payers
    return filled(wording.FUNDED, payers=first.in_, change=change.in_, rest=rest.in_ if missing else as_is(""))


def _bridging(retained: pl.DataFrame) -> Words:
    share = retained.filter(pl.col("graph") == "two-mode")["retained"].item()
    if share is None:
        return wording.NO_BRIDGING
    if round(share, 2) == 1:
        return wording.KEPT_ALL
    return filled(wording.KEPT if share < 1 else wording.GAINED, share=as_percent(share))


def _failing(axes: pl.DataFrame) -> Words:
    row = {axis: (int(before), int(after)) for axis, before, after in _of_failures(axes)}
    return filled(
        wording.FAILING,
        off=_count(wording.N_ORGS, row["cut_off"][0]),
        parts=_count(wording.N_PARTS, row["parts_left"][0]),
        lead=_count(wording.N_PROJECTS, row["without_lead"][0]),
        joint_off=_count(wording.N_ORGS, row["cut_off"][1]),
        joint_parts=_count(wording.N_PARTS, row["parts_left"][1]),
        joint_lead=_count(wording.N_PROJECTS, row["without_lead"][1]),
    )


def _of_failures(axes: pl.DataFrame) -> list[tuple[str, float, float]]:
    counts = axes.filter(pl.col("axis").is_in(["cut_off", "parts_left", "without_lead"]))
    return counts.select("axis", "before", "after").rows()


def _unknown(sizes: pl.DataFrame) -> Words:
    stated = sizes.drop_nulls("reported")
    silent = sizes.filter(pl.col("reported").is_null())["name"].to_list()
    if stated.is_empty():
        return wording.NOTHING_REPORTED
    rows = stated.select("name", "n_known", "qualifier", "reported").rows()

    def each(language: str) -> str:
        return listed(
            [
                wording.KNOWN_OF.in_(language).format(
                    name=name, known=number(known, language), reported=_reported(how, size, language)
                )
                for name, known, how, size in rows
            ],
            language,
        )

    text = wording.REPORTED if silent else wording.ALL_REPORTED
    return filled(text, each=each, silent=lambda language: listed(silent, language) if silent else "")


def _reported(qualifier: str | None, size: float, language: str) -> str:
    how = "" if qualifier in {None, "exact"} else f"{value('qualifier', str(qualifier), language)} "
    return f"{how}{number(size, language)}"


def _count(noun: Plural, n: int) -> Said:
    """Return how many there are of something: no members, 1 member, 2 members."""
    return noun.of(n) if n else lambda language: f"{wording.NO.in_(language)} {noun.many.in_(language)}"


def _kind(kind: str | None) -> Said:
    return wording.UNKNOWN_KIND.in_ if kind is None else lambda language: value("organisation_kind", kind, language)


def _names(merger: Merger) -> dict[str, str]:
    return dict(merger.before.ecosystem.organisations.select("org_id", "name").iter_rows())
