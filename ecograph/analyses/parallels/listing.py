"""The table of parallel projects: each pair with all that the two share and the reason in words."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from polars.datatypes import DataTypeClass

from ecograph.algorithms.matrix import Matrix
from ecograph.analyses.answer import Result
from ecograph.analyses.known import participation_rows, theme_labels
from ecograph.analyses.parallels.pairs import KINDS, Pairs, together
from ecograph.analyses.parallels.reasons import Shared, why
from ecograph.analyses.parallels.sides import Sides
from ecograph.analyses.parallels.wording import shared_words
from ecograph.language import Words
from ecograph.language.sentences import as_number, filled
from ecograph.network import Network
from ecograph.rows import ROWS, reference
from ecograph.schema.vocabulary import MERGER

TITLE = Words(en="parallel projects", da="parallelle projekter", nb="parallelle prosjekter")
MEANING = Words(
    en="Pairs of projects of different clusters. First those with more kinds of evidence (a shared partner, a shared "
    "theme, wording alike from {least}, certainly at the same time), then the higher similarity: the mean of "
    "partner_jaccard, theme_jaccard and wording_cosine, where what is not known adds nothing.",
    da="Par af projekter i forskellige klynger. Først dem med flere slags belæg (en fælles partner, et fælles tema, "
    "lignende ordlyd fra {least}, med sikkerhed samtidig), derefter den højeste lighed: gennemsnittet af "
    "partner_jaccard, theme_jaccard og wording_cosine, hvor det ukendte intet lægger til.",
    nb="Par av prosjekter i forskjellige klynger. Først dem med flere slags belegg (en felles partner, et felles tema, "
    "lignende ordlyd fra {least}, med sikkerhet samtidig), deretter den høyeste likheten: gjennomsnittet av "
    "partner_jaccard, theme_jaccard og wording_cosine, der det ukjente ikke legger noe til.",
)

SHOWN = (
    *("left_title", "left_cluster_names", "right_title", "right_cluster_names", "n_kinds", "similarity"),
    "why_{language}",
)

EVIDENCE = {
    "partners": Words(en="partners", da="partnere", nb="partnere"),
    "themes": Words(en="themes", da="temaer", nb="temaer"),
    "wording": Words(en="wording", da="ordlyd", nb="ordlyd"),
    "summary": Words(en="summary", da="resumé", nb="sammendrag"),
    "time": Words(en="time", da="tid", nb="tid"),
}
TIMES = {
    "together": Words(en="together", da="samtidig", nb="samtidig"),
    "apart": Words(en="apart", da="ikke samtidig", nb="ikke samtidig"),
    "not_known": Words(en="not known", da="ukendt", nb="ukjent"),
}

NO_PARTNERS = "no other partners known of one of the two"
NO_THEMES = "no themes known of one of the two"
NO_WORDS = "no words known of one of the two"
NO_DATES = "the dates do not tell whether they ran together"
REASONS = {
    NO_PARTNERS: Words(
        en=NO_PARTNERS,
        da="ingen andre partnere er kendt for det ene projekt",
        nb="ingen andre partnere er kjent for det ene prosjektet",
    ),
    NO_THEMES: Words(
        en=NO_THEMES, da="ingen temaer er kendt for det ene projekt", nb="ingen temaer er kjent for det ene prosjektet"
    ),
    NO_WORDS: Words(
        en=NO_WORDS, da="ingen ord er kendt for det ene projekt", nb="ingen ord er kjent for det ene prosjektet"
    ),
    NO_DATES: Words(
        en=NO_DATES, da="datoerne viser ikke, om de løb samtidig", nb="datoene viser ikke om de pågikk samtidig"
    ),
}

_TEXTS = pl.List(pl.String)
COLUMNS: dict[str, pl.DataType | DataTypeClass] = {
    "rank": pl.Int64,
    "left": pl.String,
    "left_title": pl.String,
    "right": pl.String,
    "right_title": pl.String,
    "left_clusters": _TEXTS,
    "right_clusters": _TEXTS,
    "left_cluster_names": _TEXTS,
    "right_cluster_names": _TEXTS,
    "n_kinds": pl.Int64,
    "kinds": _TEXTS,
    "similarity": pl.Float64,
    "partner_jaccard": pl.Float64,
    "n_shared_partners": pl.Int64,
    "shared_partners": _TEXTS,
    "shared_partner_names": _TEXTS,
    "theme_jaccard": pl.Float64,
    "n_shared_themes": pl.Int64,
    "shared_themes": _TEXTS,
    "wording_cosine": pl.Float64,
    "shared_words": _TEXTS,
    "time": pl.String,
    "n_days_together": pl.Int64,
    "n_days_between": pl.Int64,
    "is_left_merger": pl.Boolean,
    "is_right_merger": pl.Boolean,
    "why_en": pl.String,
    "why_da": pl.String,
    "why_nb": pl.String,
    "reason": pl.String,
    ROWS: _TEXTS,
}


@dataclass(frozen=True, eq=False)
class Known:
    """What is known by id.

    Args:
        projects: Each project.
        names: The name of each organisation.
        labels: The name of each theme.
        participations: The rows of each organisation in each project.
    """

    projects: dict[str, dict[str, object]]
    names: dict[str, str]
    labels: dict[str, Words]
    participations: dict[tuple[str, str], list[str]]


def listing(network: Network, sides: Sides, pairs: Pairs, least_wording: float) -> Result:
    """Return the pairs with what they share.

    Returns:
        ``rank``, ``left``, ``right`` (ids of projects, in order), their titles, ``left_clusters`` and
        ``right_clusters`` (what they belong to) with their names, ``n_kinds`` and ``kinds`` of evidence,
        ``similarity`` (0..1), ``partner_jaccard``, ``theme_jaccard``, ``wording_cosine`` (0..1; null where either
        project has none), ``shared_partners`` with names, ``shared_themes``, ``shared_words`` (as the left project
        writes them, those that count most first), ``time`` (together: surely on one day; apart: surely on none;
        not_known), ``n_days_together`` and ``n_days_between`` (at least; null where not known), ``is_left_merger``,
        ``is_right_merger`` (made for a merger), ``why_en``, ``why_da``, ``why_nb``, ``reason``, ``rows``: both
        projects, the participations of their clusters and shared partners, and the tags of the shared themes. How rare
        a word is rests on the titles and summaries of all projects.
    """
    known = _known(network)
    low, high = together(sides.spans, pairs.left, pairs.right)
    rows = [
        {"rank": place + 1, **_pair(network, sides, known, (pairs, place), (float(low[place]), float(high[place])))}
        for place in range(pairs.left.size)
    ]
    decimals = len(f"{least_wording:g}".partition(".")[2])
    meaning = filled(MEANING, least=as_number(least_wording, decimals))
    table = pl.DataFrame(rows, schema=COLUMNS)
    return Result("pairs", TITLE, meaning, ("left", "right"), table, SHOWN, EVIDENCE | TIMES | REASONS)


def _known(network: Network) -> Known:
    eco = network.ecosystem
    projects = eco.projects.with_columns(reference("projects"))
    return Known(
        {str(row["project_id"]): row for row in projects.iter_rows(named=True)},
        dict(eco.organisations.select("org_id", "name").iter_rows()),
        theme_labels(eco),
        participation_rows(eco),
    )


def _pair(
    network: Network, sides: Sides, known: Known, which: tuple[Pairs, int], days: tuple[float, float]
) -> dict[str, object]:
    """Return one row of the table, without its rank."""
    pairs, place = which
    ends = (int(pairs.left[place]), int(pairs.right[place]))
    projects = [known.projects[network.projects[int(sides.at[end])]] for end in ends]
    ids = [str(project["project_id"]) for project in projects]
    holders = [[network.organisations[at] for at in _in(sides.holders, end)] for end in ends]
    partners, themes = _both(sides.partners, ends), _both(sides.themes, ends)
    shared_partners = [network.organisations[at] for at in partners]
    shared_themes = [sides.theme_ids[at] for at in themes]
    likeness = [None if np.isnan(x) else float(x) for x in pairs.likeness[place]]
    kinds = [kind for kind, has in zip(KINDS, pairs.has[place], strict=True) if has]
    words = _words(sides, ends)
    time, n_together, n_between = _time(*days)
    is_merger = [project["purpose"] == MERGER for project in projects]
    shared = Shared(
        [known.names[org] for org in shared_partners],
        [known.labels[theme] for theme in shared_themes],
        words if "wording" in kinds else [],
        time,
        n_together if time == "together" else n_between,
        [str(project["title"]) for project, merger in zip(projects, is_merger, strict=True) if merger],
    )
    said = why(shared)
    bodies = [(org, project) for own, project in zip(holders, ids, strict=True) for org in (*own, *shared_partners)]
    tags = network.ecosystem.tags.filter(pl.col("subject").is_in(ids) & pl.col("theme_id").is_in(shared_themes))
    return {
        **dict(zip(("left", "right"), ids, strict=True)),
        **dict(zip(("left_title", "right_title"), (project["title"] for project in projects), strict=True)),
        **dict(zip(("left_clusters", "right_clusters"), holders, strict=True)),
        **dict(zip(("left_cluster_names", "right_cluster_names"), _names(known, holders), strict=True)),
        "n_kinds": len(kinds),
        "kinds": kinds,
        "similarity": float(pairs.similarity[place]),
        **dict(zip(("partner_jaccard", "theme_jaccard", "wording_cosine"), likeness, strict=True)),
        "n_shared_partners": len(shared_partners),
        "shared_partners": shared_partners,
        "shared_partner_names": list(shared.partners),
        "n_shared_themes": len(shared_themes),
        "shared_themes": shared_themes,
        "shared_words": words,
        "time": time,
        "n_days_together": n_together,
        "n_days_between": n_between,
        **dict(zip(("is_left_merger", "is_right_merger"), is_merger, strict=True)),
        **{f"why_{language}": text for language, text in said._asdict().items()},
        "reason": _reason(likeness, time),
        ROWS: sorted(
            {
                *(str(project[ROWS]) for project in projects),
                *(row for body in bodies for row in known.participations[body]),
                *tags.select(reference("tags"))[ROWS],
            }
        ),
    }


def _names(known: Known, holders: list[list[str]]) -> list[list[str]]:
    return [[known.names[org] for org in own] for own in holders]


def _words(sides: Sides, ends: tuple[int, int]) -> list[str]:
    return shared_words(sides.wording, (sides.words, ends), int(sides.at[ends[0]]))


def _in(matrix: Matrix, place: int) -> list[int]:
    return sorted(int(column) for column in matrix[[place]].indices)


def _both(matrix: Matrix, ends: tuple[int, int]) -> list[int]:
    left, right = (set(_in(matrix, end)) for end in ends)
    return sorted(left & right)


def _time(surely: float, possibly: float) -> tuple[str, int | None, int | None]:
    """Return whether two projects ran together, on how many days at least, and how many at least lie between."""
    if surely > 0:
        return "together", int(surely), 0
    if possibly <= 0:
        return "apart", 0, int(-possibly)
    return "not_known", None, None


def _reason(likeness: list[float | None], time: str) -> str | None:
    """Return why a number of a pair is not known."""
    reasons = (NO_PARTNERS, NO_THEMES, NO_WORDS)
    missing = [reason for reason, value in zip(reasons, likeness, strict=True) if value is None]
    return "; ".join([*missing, *([NO_DATES] if time == "not_known" else [])]) or None
