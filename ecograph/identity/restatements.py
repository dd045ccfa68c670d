"""Money that two publishers state: shown as two sources of one flow, and not added.

The publisher of a programme and the research council of a country both list the same grants. The flow of the
later one ``restates`` that of the earlier one, whatever the amounts are, so that a sum has it once. Where one
states the grant to a project and another what a partner gets of it, the latter is a part of the former.
"""

from collections.abc import Mapping

import polars as pl

from ecograph.identity.bodies import RANK

_SAME = ["payers", "recipients", "kind", "level", "project"]


def restated(flows: pl.DataFrame, projects: pl.Series, new: Mapping[str, str]) -> pl.DataFrame:
    """Return the flows, in which a flow restates that of an earlier import on the same money.

    Two flows are on the same money when they come from different imports and have the same payers, recipients,
    kind, level and project. The project of a flow is the one it is paid to, else the one that the flow it is a
    part of is paid to, else the one in its own id: the second part of ``research-council.951956.919303808`` is the
    number of ``eu-951956`` or ``research-council.951956``. A flow of an unknown payer, recipient or project
    restates nothing, and what the data say themselves to restate another stays as it is. Where an import has
    several such flows, the first restates the first, and so on; those that are left over restate the last.

    Args:
        flows: The flows after joining, with ``rank``, in the order in which they count.
        projects: The ids of the projects.
        new: The new ids of projects that were joined, by old id.
    """
    met = _on_projects(flows, projects, new)
    within = met.join(met.select(*_SAME, restates="flow_id"), on=[*_SAME, "restates"], how="semi")
    known = met.join(within, on="at", how="anti").with_columns(
        nth=pl.int_range(pl.len()).over([*_SAME, RANK]), first=pl.col(RANK).min().over(_SAME)
    )
    stated = known.filter(pl.col(RANK) == pl.col("first"))
    again = known.filter(pl.col(RANK) > pl.col("first"))
    last = stated.group_by(_SAME).agg(last=pl.col("nth").max())
    bases = (
        again.join(last, on=_SAME)
        .with_columns(nth=pl.min_horizontal("nth", "last"))
        .join(stated.select(*_SAME, "nth", base="flow_id"), on=[*_SAME, "nth"])
    )
    found = flows.with_columns(_AT).join(bases.select("at", "base"), on="at", how="left", maintain_order="left")
    return found.with_columns(restates=pl.coalesce("restates", "base")).drop("at", "base")


def contained(flows: pl.DataFrame, projects: pl.Series, new: Mapping[str, str]) -> pl.DataFrame:
    """Return the flows, in which a flow to a partner of a project is a part of another import's grant to the project.

    The two have the same payers, kind, level and project. A flow that already is a part of one, or restates one,
    stays as it is. Arguments as of ``restated``.
    """
    same = [name for name in _SAME if name != "recipients"]
    met = _on_projects(flows, projects, new).filter(pl.col("restates").is_null())
    to_project = pl.col("recipients") == pl.col("project")
    wholes = met.filter(to_project).unique(same, keep="first", maintain_order=True)
    found = (
        met.filter(~to_project & pl.col("part_of").is_null())
        .join(wholes.select(*same, whole="flow_id", other=RANK), on=same)
        .filter(pl.col(RANK) != pl.col("other"))
    )
    joined = flows.with_columns(_AT).join(found.select("at", "whole"), on="at", how="left", maintain_order="left")
    return joined.with_columns(part_of=pl.coalesce("part_of", "whole")).drop("at", "whole")


_AT = pl.int_range(pl.len()).alias("at")


def _on_projects(flows: pl.DataFrame, projects: pl.Series, new: Mapping[str, str]) -> pl.DataFrame:
    """Return the flows whose payer, recipient and project are known, with their place ``at``."""
    project = _project(flows, projects, new)
    listed = _listed()
    marked = flows.select(_AT, "flow_id", "restates", "part_of", RANK, "kind", "level", *listed, project=project)
    return marked.filter((pl.col("payers") != "") & (pl.col("recipients") != "") & pl.col("project").is_not_null())


def _listed() -> list[pl.Expr]:
    return [pl.col(name).list.sort().list.join("|").fill_null("") for name in ("payers", "recipients")]


def _project(flows: pl.DataFrame, projects: pl.Series, new: Mapping[str, str]) -> pl.Series:
    """Return the project of each flow, null where it is not known."""
    known = projects.implode()
    only = pl.when(pl.col("recipients").list.len() == 1).then(pl.col("recipients").list.first())
    paid_to = flows.select("flow_id", project=pl.when(only.is_in(known)).then(only)).unique("flow_id", keep="first")
    whole = paid_to.rename({"flow_id": "part_of", "project": "of whole"})
    met = (
        flows.select("flow_id", "part_of")
        .join(paid_to, on="flow_id", how="left", maintain_order="left")
        .join(whole, on="part_of", how="left", maintain_order="left")
    )
    name, number = (pl.col("flow_id").str.split(".").list.get(n, null_on_oob=True) for n in (0, 1))
    said = (pl.concat_str(pl.lit("eu-"), number), pl.concat_str(name, pl.lit("."), number))
    named = [each.replace(new) if new else each for each in said]
    own = [pl.when(each.is_in(known)).then(each) for each in named]
    return met.select(project=pl.coalesce("project", "of whole", *own)).to_series()
