"""Which theme has nobody, and which has no money: what each theme of a framework has in all."""

from collections.abc import Callable

import polars as pl

from ecograph import money
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.coverage_grid import LEAST, first_of
from ecograph.analyses.gaps.coverage_reasons import SINGLE
from ecograph.analyses.gaps.coverage_words import COVERED, GAP, LABELS, NOT_KNOWN, TOO_FEW
from ecograph.analyses.gaps.reasons import translated
from ecograph.analyses.gaps.theme_money import NO_AMOUNT, NO_FLOW, by_theme, flows_in_euro
from ecograph.analyses.gaps.themed import THEME_LABEL, THEME_LABELS, label_of, tagged, themes, worked
from ecograph.language import Words, listed
from ecograph.language.sentences import as_number, filled
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS

UNTAGGED = "nothing is tagged with it"
NOBODY = "no organisation is known for it"
OTHER_THEME = "all of the money may be for another theme"

REASONS: dict[str, Words] = {
    UNTAGGED: Words(UNTAGGED, "intet er mærket med temaet", "ingenting er merket med temaet"),
    f"{NOBODY}: {TOO_FEW}": Words(
        f"{NOBODY}: {TOO_FEW}",
        "vi kender ingen organisation med temaet, men man ville vente færre end én",
        "vi kjenner ingen organisasjon med temaet, men man ville ventet færre enn én",
    ),
    f"{NO_FLOW}: {TOO_FEW}": Words(
        f"{NO_FLOW}: {TOO_FEW}",
        "vi kender intet tilskud og ingen betaling, men man ville vente færre end én",
        "vi kjenner ingen tilskudd eller betalinger, men man ville ventet færre enn én",
    ),
    OTHER_THEME: Words(
        OTHER_THEME, "alle pengene kan være til et andet tema", "alle pengene kan være til et annet tema"
    ),
    NO_FLOW: SINGLE[NO_FLOW],
    NO_AMOUNT: SINGLE[NO_AMOUNT],
}
"""The reasons of the table in each language."""

SHOWN = (
    *(THEME_LABEL, "n_organisations", "n_projects", "n_flows", "money_low", "money_high", "label", "money_label"),
    REASON,
)
"""The columns that a terminal shows."""

TITLE = Words(en="themes in all", da="temaerne samlet", nb="temaene samlet")

MEANING = Words(
    en="How many organisations and projects each theme has, and the grants and payments that reach it. A theme that "
    "nothing is tagged with is not known, not empty.",
    da="Hvor mange organisationer og projekter hvert tema har, og de tilskud og betalinger, der når det. Et tema, som "
    "intet er mærket med, er ukendt, ikke tomt.",
    nb="Hvor mange organisasjoner og prosjekter hvert tema har, og tilskuddene og betalingene som når det. Et tema "
    "som ingenting er merket med, er ukjent, ikke tomt.",
)

SAID = {
    "untagged": Words(
        en="Nothing is tagged with {themes}: whether anybody works there is not known.",
        da="Intet er mærket med {themes}: Om nogen arbejder der, ved vi ikke.",
        nb="Ingenting er merket med {themes}: Om noen arbeider der, vet vi ikke.",
    ),
    "nobody": Words(
        en="Projects are tagged with {themes}, but no organisation is known to take part in them.",
        da="Der er projekter mærket med {themes}, men vi kender ingen organisation, der deltager i dem.",
        nb="Det er prosjekter merket med {themes}, men vi kjenner ingen organisasjon som deltar i dem.",
    ),
    "gap": Words(
        en="No grant or payment is known for {themes}, although the other themes would lead one to expect one.",
        da="Vi kender hverken tilskud eller betalinger til {themes}, selv om man ud fra de andre temaer ville vente "
        "det.",
        nb="Vi kjenner verken tilskudd eller betalinger til {themes}, selv om man ut fra de andre temaene ville ventet "
        "det.",
    ),
    "no money": Words(
        en="Whether any money is for {themes} is not known: it may all be for others, or no amount is stated.",
        da="Om nogen af pengene er til {themes}, ved vi ikke: Det hele kan gå til andre temaer, eller intet beløb er "
        "oplyst.",
        nb="Om noen av pengene er til {themes}, vet vi ikke: Alt kan gå til andre temaer, eller ikke noe beløp er "
        "oppgitt.",
    ),
}

MORE = Words(en="{n} more", da="{n} flere", nb="{n} til")

MOST_NAMED = 5
"""How many themes a sentence names."""


def marginals(network: Network, *, framework: str | None = None, vagueness: float = money.VAGUENESS) -> Result:
    """Return how many organisations, projects and euro each theme has in all.

    ``label`` is covered where an organisation is known; not known where nothing is tagged with the theme; and a gap
    where projects are, but nobody is known in them, although in so many projects of the framework one would expect
    somebody: their number times the share of the tagged organisations and projects of the framework that have an
    organisation, ``LEAST`` or more. ``money_label`` is made in the same way of those that are paid: covered where some
    money is sure to be for the theme, and not known where none is sure or no amount is stated.

    Money of several themes of one framework is 0 to the whole for each; grants and payments are not added.

    Args:
        network: The network.
        framework: The id of a framework; all themes when None.
        vagueness: The share by which a vague amount may be off.

    Returns:
        ``theme``, ``label_en``, ``label_da``, ``label_nb``,
        ``framework``, ``n_organisations``, ``n_projects`` (tagged, without meetings),
        ``n_flows``, ``n_unknown`` (flows without an amount in euro), ``money_low``, ``money_high`` (euro; null where
        no amount is known), ``label``, ``money_label``, ``reason`` (of what is not known, joined by a semicolon),
        ``rows``; sorted by theme.

    Raises:
        EcographError: There is no such framework.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "a", "name": "A", "kind": "company"}],
    ...     frameworks=[{"framework_id": "f", "kind": "work_areas"}],
    ...     themes=[{"theme_id": theme, "framework_id": "f"} for theme in ("data", "export")],
    ...     tags=[{"subject": "a", "theme_id": "data", "basis": "stated"}],
    ... )
    >>> marginals(Network.of(eco)).table.select("theme", "n_organisations", "label").rows()
    [('data', 1, 'covered'), ('export', 0, 'not known')]
    """
    chosen = themes(network, framework)
    table = _filled(network, chosen, vagueness=vagueness)
    untagged = (pl.col("n_tagged") == 0, UNTAGGED)
    few = (pl.col("expected") < LEAST, f"{NOBODY}: {TOO_FEW}")
    some = first_of((pl.col("money_low").is_null(), NO_AMOUNT), (pl.col("money_low") == 0, OTHER_THEME))
    none = first_of(untagged, (pl.col("expected_money") < LEAST, f"{NO_FLOW}: {TOO_FEW}"))
    table = table.with_columns(
        why=pl.when(pl.col("n_organisations") == 0).then(first_of(untagged, few)),
        why_no_money=pl.when(pl.col("n_flows") > 0).then(some).otherwise(none),
    ).with_columns(label=_label("why", "n_organisations"), money_label=_label("why_no_money", "n_flows"))
    no_flow = pl.when(pl.col("money_label") == GAP).then(pl.lit(NO_FLOW))
    reasons = pl.concat_list("why", pl.coalesce("why_no_money", no_flow)).list.drop_nulls()
    reason = pl.when(reasons.list.len() > 0).then(reasons.list.unique(maintain_order=True).list.join("; "))
    shown = table.with_columns(reason.alias(REASON)).select(
        *("theme", *THEME_LABELS, "framework", "n_organisations", "n_projects", "n_flows", "n_unknown"),
        *("money_low", "money_high", "label", "money_label", REASON, ROWS),
    )
    return Result("themes", TITLE, MEANING, ("theme",), shown, SHOWN, LABELS | translated(shown[REASON], REASONS))


def _filled(network: Network, chosen: pl.DataFrame, *, vagueness: float) -> pl.DataFrame:
    """Return the themes with what each has, what the share of its framework would give it, and the rows."""
    tags = tagged(network, chosen).join(chosen.select("theme", "framework"), on="theme")
    flows = flows_in_euro(network, vagueness=vagueness)
    paid = flows.select(subject="recipients").explode("subject", empty_as_null=True).drop_nulls()
    partners = worked(network, chosen, "organisations")
    money_of = by_theme(network, chosen, vagueness=vagueness)
    table = chosen
    for part in (
        _counted(partners, "n_organisations"),
        _counted(worked(network, chosen, "projects"), "n_projects"),
        _counted(tags, "n_tagged"),
        _expected(tags, _staffed(network), "expected"),
        _expected(tags, paid, "expected_money"),
        money_of.rename({"low": "money_low", "high": "money_high", ROWS: "paid"}),
        partners.group_by("theme").agg(pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).alias("known")),
        tags.group_by("theme").agg(pl.col(ROWS).alias("tags")),
    ):
        table = table.join(part, on="theme", how="left", maintain_order="left")
    counts = pl.col("n_organisations", "n_projects", "n_tagged", "n_flows", "n_unknown").fill_null(0)
    rows = pl.concat_list(pl.col(name).fill_null([]) for name in ("known", "tags", "paid"))
    return table.with_columns(counts, rows.list.unique().list.sort().alias(ROWS))


def said(network: Network, result: Result) -> tuple[Words, ...]:
    """Return which themes have nobody and which have no money, in sentences; none where all have both.

    Args:
        network: The network, for the names in each language.
        result: What ``marginals`` returned for it.
    """
    table = result.table
    untagged = pl.col(REASON).str.contains(UNTAGGED, literal=True).fill_null(value=False)
    groups = {
        "untagged": untagged,
        "nobody": (pl.col("n_organisations") == 0) & ~untagged,
        "gap": pl.col("money_label") == GAP,
        "no money": (pl.col("money_label") == NOT_KNOWN) & ~untagged,
    }
    found = {name: table.filter(condition)["theme"].to_list() for name, condition in groups.items()}
    return tuple(filled(SAID[name], themes=named(network, ids)) for name, ids in found.items() if ids)


def named(network: Network, ids: list[str]) -> Callable[[str], str]:
    """Return a function that lists themes by name in a language: the first few, and how many more."""

    def say(language: str) -> str:
        names = [label_of(network, theme, language) for theme in ids[:MOST_NAMED]]
        rest = len(ids) - MOST_NAMED
        more = [filled(MORE, n=as_number(rest)).in_(language)] if rest > 0 else []
        return listed([*names, *more], language)

    return say


def _label(why: str, n: str) -> pl.Expr:
    known = pl.when(pl.col(n) > 0).then(pl.lit(COVERED)).otherwise(pl.lit(GAP))
    return pl.when(pl.col(why).is_not_null()).then(pl.lit(NOT_KNOWN)).otherwise(known)


def _counted(pairs: pl.DataFrame, name: str) -> pl.DataFrame:
    return pairs.group_by("theme").agg(pl.len().cast(pl.Int64).alias(name))


def _staffed(network: Network) -> pl.DataFrame:
    """Return ``subject``: the organisations, and the projects in which one takes part."""
    with_partner = network.nodes.filter((pl.col("mode") == "organisation") | (pl.col(ROWS).list.len() > 0))
    return with_partner.select(subject="id")


def _expected(tags: pl.DataFrame, some: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return how many of the tagged of each theme would be among some subjects, at the share of its framework."""
    subjects = tags.select("framework", "subject").unique()
    inside = subjects.with_columns(is_in=pl.col("subject").is_in(some["subject"].implode()))
    share = inside.group_by("framework").agg(share=pl.col("is_in").mean())
    n = tags.group_by("framework", "theme").agg(n=pl.len())
    return n.join(share, on="framework").select("theme", (pl.col("n") * pl.col("share")).alias(name))
