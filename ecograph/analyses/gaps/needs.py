"""Whether the money goes where the needs are, theme by theme, where a survey says what is needed."""

import math

import numpy as np
import polars as pl

from ecograph import money
from ecograph.algorithms.inequality import UNKNOWN
from ecograph.algorithms.mismatch import dissimilarity_bounds, share_bounds
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.coverage_grid import first_of
from ecograph.analyses.gaps.coverage_reasons import SINGLE
from ecograph.analyses.gaps.needs_words import MEANINGS, SURVEY, TITLES, breakdowns, why
from ecograph.analyses.gaps.reasons import translated
from ecograph.analyses.gaps.theme_money import NO_AMOUNT, by_theme, in_all
from ecograph.analyses.gaps.themed import THEME_LABEL, THEME_LABELS, themes
from ecograph.language import Words
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference

QUESTION = ("survey", "what", "unit", "as_of")
"""What tells one question from another: numbers of different ones are never added."""

NO_SURVEY = "no survey states needs by theme"
NO_ANSWER = "the survey states no number for the theme"
TWICE = "the survey states two numbers for one theme"
NOT_ALL = "the survey does not state one number for each theme"
NO_MONEY = "no money is known for any theme"
NOTHING = "all needs or all amounts are zero"

REASONS: dict[str, Words] = {
    NO_ANSWER: Words(
        NO_ANSWER, "undersøgelsen angiver intet tal for temaet", "undersøkelsen oppgir ikke noe tall for temaet"
    ),
    TWICE: Words(TWICE, "undersøgelsen angiver to tal for ét tema", "undersøkelsen oppgir to tall for ett tema"),
    NOT_ALL: Words(
        NOT_ALL, "undersøgelsen angiver ikke ét tal for hvert tema", "undersøkelsen oppgir ikke ett tall for hvert tema"
    ),
    NO_MONEY: Words(NO_MONEY, "vi kender ingen penge til noget tema", "vi kjenner ingen penger til noe tema"),
    NOTHING: Words(NOTHING, "alle behov eller alle beløb er nul", "alle behov eller alle beløp er null"),
    NO_AMOUNT: SINGLE[NO_AMOUNT],
}
"""The reasons of the tables in each language."""

SHOWN_NEEDS = (
    *("framework", THEME_LABEL, "survey_title", "need_share_low", "need_share_high"),
    *("money_share_low", "money_share_high", REASON),
)
SHOWN_MISMATCH = (
    *("framework", "survey_title", "d_low", "d_high", "money_low", "money_high"),
    *("n_unallocated", "unallocated_low", "unallocated_high", REASON),
)

NEEDS_KEYS = ("framework", *QUESTION, "theme")
MISMATCH_KEYS = ("framework", *QUESTION)

SHARES = tuple((f"{of}_share", end) for of in ("need", "money") for end in ("low", "high"))

REACHED: dict[str, pl.DataType | type[pl.DataType]] = {
    "theme": pl.String,
    "n_unknown": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    ROWS: pl.List(pl.String),
}

FOUND: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(MISMATCH_KEYS, pl.String),
    "n_themes": pl.Int64,
    "is_known": pl.Boolean,
    "d_low": pl.Float64,
    "d_high": pl.Float64,
    "own": pl.List(pl.String),
}

SUMS: dict[str, pl.DataType | type[pl.DataType]] = {
    "framework": pl.String,
    "money_low": pl.Float64,
    "money_high": pl.Float64,
    "n_unallocated": pl.Int64,
    "unallocated_low": pl.Float64,
    "unallocated_high": pl.Float64,
    "flows": pl.List(pl.String),
}


def needs(network: Network, *, framework: str | None = None, vagueness: float = money.VAGUENESS) -> Result:
    """Return what surveys say is needed in each theme, beside the grants and payments that reach it.

    A figure states the need for a theme when its subject is a project of the kind survey and its breakdown is the id
    of the theme or one of its labels, in any language and case. Figures that count the same thing (``QUESTION``)
    belong together. A breakdown by anything else, such as groups of respondents, is no need of a theme.

    Money is what is known: 0 where no flow reaches a theme, with an open end where a flow has no amount in euro. A
    flow to several themes of the framework is 0 to the whole for each. Shares are of all themes of the framework;
    their bounds hold each by itself.

    Args:
        network: The network.
        framework: The id of a framework; each framework by itself when None.
        vagueness: The share by which a vague amount or number may be off.

    Returns:
        ``framework``, ``survey`` (the id of the project, null where none states needs), ``survey_title``, ``what``,
        ``unit``, ``as_of`` (of the figures), ``theme``, ``label_en``, ``label_da``, ``label_nb``,
        ``need_low``, ``need_high``, ``need_share_low``,
        ``need_share_high``, ``money_low``, ``money_high`` (euro), ``money_share_low``, ``money_share_high``,
        ``reason``, ``rows``; sorted by the keys. Needs are null where the survey states no number for the theme, or
        two, and shares of needs where it does so for any theme of the framework.

    Raises:
        EcographError: There is no such framework.
    """
    chosen = themes(network, framework)
    table = _table(network, chosen, vagueness=vagueness)
    reason = first_of(
        (pl.col("survey").is_null(), _no_survey(network)),
        (pl.col("n_stated") > 1, TWICE),
        (pl.col("need_low").is_null(), NO_ANSWER),
        (pl.col("need_share_low").is_null(), NOT_ALL),
        (pl.col("money_share_low").is_null(), NO_MONEY),
    )
    values = [f"{of}_{end}" for of in ("need", "need_share", "money", "money_share") for end in ("low", "high")]
    shown = (
        table.with_columns(reason.alias(REASON))
        .join(_titles(network), on="survey", how="left", maintain_order="left")
        .sort(NEEDS_KEYS, nulls_last=True)
        .select("framework", "survey", "survey_title", *QUESTION[1:], "theme", *THEME_LABELS, *values, REASON, ROWS)
    )
    words = _words(network, shown)
    return Result("needs", TITLES["needs"], MEANINGS["needs"], NEEDS_KEYS, shown, SHOWN_NEEDS, words)


def mismatch(network: Network, *, framework: str | None = None, vagueness: float = money.VAGUENESS) -> Result:
    """Return which share of the money with a theme would have to move to match the stated needs, 0 to 1.

    D = 1/2 sum |need_t - money_t| over the shares of the themes of a framework (Duncan & Duncan 1955), as bounds over
    all needs and amounts that are possible (``dissimilarity_bounds``). That the parts of a flow to several themes
    add up to the whole is not used, so with such flows the bounds may be wider than the truth, never narrower.

    Args:
        network: The network.
        framework: The id of a framework; each framework by itself when None.
        vagueness: The share by which a vague amount or number may be off.

    Returns:
        ``framework``, ``survey``, ``survey_title``, ``what``, ``unit``, ``as_of``, ``n_themes``, ``d_low``,
        ``d_high``, ``money_low``, ``money_high`` (with a theme, in euro), ``n_unallocated`` (grants and payments
        without a theme), ``unallocated_low``, ``unallocated_high`` (euro), ``reason``, ``rows``; sorted by the keys.
        d is null where no survey states needs by theme, where the survey does not state one number for each theme
        of the framework, and where all needs or all amounts are zero.

    Raises:
        EcographError: There is no such framework.

    By hand: half the answers name data, but a quarter of the money goes there: a quarter would have to move.

    >>> from ecograph.ecosystem import Ecosystem
    >>> money_of = {"qualifier": "exact", "currency": "EUR", "kind": "grant", "level": "grant"}
    >>> answer = {"subject": "poll", "what": "needs", "qualifier": "exact", "unit": "answers", "value": 50.0}
    >>> themes_of = {"data": 1.0, "export": 3.0}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": f"org-{t}", "name": t, "kind": "company"} for t in themes_of],
    ...     projects=[{"project_id": "poll", "title": "The poll", "kind": "survey"}],
    ...     frameworks=[{"framework_id": "f", "kind": "work_areas"}],
    ...     themes=[{"theme_id": t, "framework_id": "f"} for t in themes_of],
    ...     tags=[{"subject": f"org-{t}", "theme_id": t, "basis": "stated"} for t in themes_of],
    ...     figures=[{**answer, "figure_id": t, "breakdown": t} for t in themes_of],
    ...     flows=[{**money_of, "flow_id": t, "recipients": [f"org-{t}"], "amount": x} for t, x in themes_of.items()],
    ... )
    >>> mismatch(Network.of(eco)).table.select("d_low", "d_high").row(0)
    (0.25, 0.25)
    """
    chosen = themes(network, framework)
    table = _table(network, chosen, vagueness=vagueness)
    found = [_mismatch(own) | dict(zip(MISMATCH_KEYS, key, strict=True)) for key, own in _by_question(table)]
    sums = [_sums(network, name, own, vagueness=vagueness) for name, own in _by_framework(chosen)]
    table = pl.DataFrame(found, schema=FOUND).join(
        pl.DataFrame(sums, schema=SUMS), on="framework", how="left", maintain_order="left"
    )
    obstacle = first_of(
        (pl.col("survey").is_null(), _no_survey(network)),
        (~pl.col("is_known"), NOT_ALL),
        (pl.col("d_low").is_null(), NOTHING),
    )
    no_sum = pl.any_horizontal(pl.col("money_low", "unallocated_low").is_null())
    reasons = pl.concat_list(obstacle, pl.when(no_sum).then(pl.lit(NO_AMOUNT))).list.drop_nulls()
    shown = (
        table.with_columns(
            pl.when(reasons.list.len() > 0).then(reasons.list.join("; ")).alias(REASON),
            pl.concat_list("own", "flows").list.unique().list.sort().alias(ROWS),
        )
        .join(_titles(network), on="survey", how="left", maintain_order="left")
        .sort(MISMATCH_KEYS, nulls_last=True)
    )
    shown = shown.select(
        *("framework", "survey", "survey_title", *QUESTION[1:], "n_themes", "d_low", "d_high", "money_low"),
        *("money_high", "n_unallocated", "unallocated_low", "unallocated_high", REASON, ROWS),
    )
    words = _words(network, shown)
    return Result("mismatch", TITLES["mismatch"], MEANINGS["mismatch"], MISMATCH_KEYS, shown, SHOWN_MISMATCH, words)


def _words(network: Network, table: pl.DataFrame) -> dict[str, Words]:
    """Return the words for the reasons of a table."""
    return translated(table[REASON], REASONS | {_no_survey(network): why(network)})


def _no_survey(network: Network) -> str:
    groups = breakdowns(network)
    return f"{NO_SURVEY}, since figures of surveys are by {', '.join(groups)}" if groups else NO_SURVEY


def _titles(network: Network) -> pl.DataFrame:
    return network.ecosystem.projects.select(survey="project_id", survey_title="title")


def _by_framework(chosen: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    groups = chosen.group_by("framework", maintain_order=True)
    return sorted((str(name), own) for (name,), own in groups)


def _stated(network: Network, chosen: pl.DataFrame, *, vagueness: float) -> pl.DataFrame:
    """Return the needs that surveys state: framework, question, theme, ``n_stated``, the bounds, the figures."""
    eco = network.ecosystem
    labels = eco.themes.select("theme_id", "label_en", "label_da", "label_nb", own="theme_id")
    names = labels.unpivot(index="theme_id", value_name="name").drop_nulls("name")
    names = (
        names.select(theme="theme_id", name=_plain("name"))
        .unique()
        .join(chosen.select("theme", "framework"), on="theme")
    )
    surveys = eco.projects.filter(kind=SURVEY)["project_id"].implode()
    figures = eco.figures.filter(pl.col("subject").is_in(surveys)).with_columns(
        name=_plain("breakdown"), survey="subject", rows=reference("figures")
    )
    bounds = {
        "need_low": money.low("value", "qualifier", vagueness),
        "need_high": money.high("value", "qualifier", vagueness),
    }
    return (
        figures.join(names, on="name")
        .sort("figure_id")
        .group_by(NEEDS_KEYS, maintain_order=True)
        .agg(
            n_stated=pl.len(),
            need_rows=pl.col(ROWS),
            **{name: pl.when(pl.len() == 1).then(bound.first()) for name, bound in bounds.items()},
        )
    )


def _plain(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().str.to_lowercase()


def _table(network: Network, chosen: pl.DataFrame, *, vagueness: float) -> pl.DataFrame:
    """Return a row for each question and theme of its framework: needs, known money, and the shares of both."""
    stated = _stated(network, chosen, vagueness=vagueness)
    questions = (
        chosen.select("framework").unique().join(stated.select(MISMATCH_KEYS).unique(), on="framework", how="left")
    )
    reached = [by_theme(network, own, vagueness=vagueness) for _, own in _by_framework(chosen)]
    known = pl.concat([pl.DataFrame(schema=REACHED), *(flows.select(list(REACHED)) for flows in reached)])
    table = (
        questions.join(chosen, on="framework")
        .join(stated, on=NEEDS_KEYS, how="left", nulls_equal=True)
        .join(known.rename({"low": "money_low", "high": "money_high", ROWS: "money_rows"}), on="theme", how="left")
        .sort(NEEDS_KEYS, nulls_last=True)
    )
    is_open = pl.col("n_unknown").fill_null(0) > 0
    table = table.with_columns(
        pl.col("money_low").fill_null(0.0),
        pl.when(is_open).then(money.OPEN).otherwise(pl.col("money_high").fill_null(0.0)).alias("money_high"),
        pl.concat_list(pl.col(name).fill_null([]) for name in ("need_rows", "money_rows")).list.sort().alias(ROWS),
    )
    parts = [_shared(own) for _, own in _by_question(table)]
    empty = table.clear().with_columns(pl.lit(None, pl.Float64).alias(f"{of}_{end}") for of, end in SHARES)
    return pl.concat([empty, *parts])


def _by_question(table: pl.DataFrame) -> list[tuple[tuple[object, ...], pl.DataFrame]]:
    return list(table.group_by(MISMATCH_KEYS, maintain_order=True))


def _shared(own: pl.DataFrame) -> pl.DataFrame:
    """Return the themes of one question with the shares of needs and money; of needs null where one is not stated."""
    columns: list[pl.Series] = []
    for of in ("need", "money"):
        low, high = (own[f"{of}_{end}"].to_numpy() for end in ("low", "high"))
        least, most = share_bounds(low, high) if own[f"{of}_low"].null_count() == 0 else (low * np.nan, high * np.nan)
        columns += [pl.Series(f"{of}_share_low", least), pl.Series(f"{of}_share_high", most)]
    return own.with_columns(column.fill_nan(None) for column in columns)


def _mismatch(own: pl.DataFrame) -> dict[str, object]:
    """Return the mismatch of one question over the themes of its framework."""
    ends = [own[f"{of}_{end}"].to_numpy() for of in ("need", "money") for end in ("low", "high")]
    is_known = own["need_low"].null_count() == 0
    found = dissimilarity_bounds((ends[0], ends[1]), (ends[2], ends[3])) if is_known else UNKNOWN
    d = {f"d_{end}": None if math.isnan(value) else value for end, value in (("low", found.low), ("high", found.high))}
    rows = own[ROWS].explode(keep_nulls=False, empty_as_null=False).to_list()
    return {"n_themes": own.height, "is_known": is_known, **d, "own": rows}


def _sums(network: Network, framework: str, chosen: pl.DataFrame, *, vagueness: float) -> dict[str, object]:
    """Return the money with a theme of a framework and that without: 0 where there is none."""
    found = {row["is_themed"]: row for row in in_all(network, chosen, vagueness=vagueness).to_dicts()}
    nothing = {"low": 0.0, "high": 0.0, "n_flows": 0, ROWS: []}
    own, rest = found.get(True, nothing), found.get(False, nothing)
    ends = ("framework", "money_low", "money_high", "n_unallocated", "unallocated_low", "unallocated_high", "flows")
    values = (framework, own["low"], own["high"], rest["n_flows"], rest["low"], rest["high"], own[ROWS] + rest[ROWS])
    return dict(zip(ends, values, strict=True))
