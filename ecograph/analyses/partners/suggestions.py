"""The list of possible partners: who they are, what speaks for them, and whether they are what was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from polars.datatypes import DataTypeClass

from ecograph.algorithms.matrix import Vector
from ecograph.algorithms.row_products import Rows
from ecograph.analyses.answer import Result
from ecograph.analyses.known import participation_rows, theme_labels
from ecograph.analyses.partners.evidence import Trail, evidence
from ecograph.analyses.partners.scores import NAMES, ORDERING, THEMES, Basis, basis, tagged, values, work
from ecograph.language import Words
from ecograph.language.values import VALUES
from ecograph.network import Network
from ecograph.rows import ROWS, reference

TITLE = Words(en="suggested partners", da="foreslåede partnere", nb="foreslåtte partnere")
MEANING = Words(
    en="Organisations that it does not yet work with. Those that meet the wish come first, then the higher score in "
    "{score}. via: the partners in common that count most; projects: where the paths run. theme_fit: how alike the "
    "themes are; theme_complementarity: 1 - theme_fit; new_themes: what they would bring.",
    da="Organisationer, som den endnu ikke arbejder sammen med. Først dem, der opfylder ønsket, derefter den højeste "
    "værdi i {score}. via: de fælles partnere, der tæller mest; projects: hvor forbindelserne går. theme_fit: hvor ens "
    "temaerne er; theme_complementarity: 1 - theme_fit; new_themes: hvad de ville bringe med.",
    nb="Organisasjoner som den ennå ikke arbeider sammen med. Først de som oppfyller ønsket, deretter den høyeste "
    "verdien i {score}. via: de felles partnerne som teller mest; projects: hvor forbindelsene går. theme_fit: hvor "
    "like temaene er; theme_complementarity: 1 - theme_fit; new_themes: hva de ville bringe med seg.",
)

NUMBERS = (*ORDERING, "jaccard", "preferential_attachment")

ALONE = "the organisation works with nobody in a known project"
NO_THEMES = "the themes of one of the two are not known"
NOT_KNOWN = "whether it is what was asked for is not known"
REASONS = {
    ALONE: Words(
        en=ALONE,
        da="organisationen arbejder ikke sammen med nogen i et kendt projekt",
        nb="organisasjonen arbeider ikke sammen med noen i et kjent prosjekt",
    ),
    NO_THEMES: Words(en=NO_THEMES, da="den enes temaer er ikke kendt", nb="temaene til en av de to er ikke kjent"),
    NOT_KNOWN: Words(
        en=NOT_KNOWN,
        da="om den opfylder ønsket, vides ikke",
        nb="om den oppfyller ønsket, er ikke kjent",
    ),
}

NUTS_COUNTRIES = {"EL": "GR", "UK": "GB"}
"""Where the regions of the Union begin with other letters than ISO 3166 gives the country."""

_TEXTS = pl.List(pl.String)
COLUMNS: dict[str, pl.DataType | DataTypeClass] = {
    "rank": pl.Int64,
    "organisation": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "country": pl.String,
    "region": pl.String,
    "helix": pl.String,
    "is_wanted": pl.Boolean,
    "n_common": pl.Int64,
    **dict.fromkeys(NUMBERS, pl.Float64),
    **dict.fromkeys(THEMES, pl.Float64),
    "shared_themes": _TEXTS,
    "new_themes": _TEXTS,
    "via": _TEXTS,
    "via_names": _TEXTS,
    "projects": _TEXTS,
    "evidence_en": pl.String,
    "evidence_da": pl.String,
    "evidence_nb": pl.String,
    "successor": pl.String,
    "successor_name": pl.String,
    "reason": pl.String,
    ROWS: _TEXTS,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a partner should be; None where it does not matter."""

    helix: str | None = None
    region: str | None = None
    country: str | None = None
    themes: tuple[str, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Return whether anything was asked for."""
        return any((self.helix, self.region, self.country, self.themes))


@dataclass(frozen=True, eq=False)
class Candidates:
    """The organisations that something speaks for, in the order of the list, with all that is known of them.

    Args:
        at: The place of the one asked about.
        found: The places of the candidates, the best first.
        scores: The scores of each, by name.
        wanted: Whether each is what was asked for: 1, 0, or nan where that is not known.
        n_partners: With how many the one asked about works already.
    """

    at: int
    found: Rows
    scores: dict[str, Vector]
    wanted: Vector
    n_partners: int


def whole(network: Network) -> Basis:
    """Return what the scores of the suggestions are computed from: all work."""
    return basis(network, work(network))


def candidates(
    network: Network, organisation: str, *, score: str, wanted: Wanted, without: Sequence[str]
) -> Candidates:
    """Return the organisations that a partner in common or a theme speaks for, the best first.

    Those that it works with already are none, nor those of ``without``. Those that are what was asked for come
    first, then those of which it is not known; then the higher score (one that is not known is lowest), the better
    theme fit, and the id decide.
    """
    found = network.once(whole)
    at = network.organisations.index(organisation)
    n = len(network.organisations)
    partners = found.graph.indices[found.graph.indptr[at] : found.graph.indptr[at + 1]]
    is_open = np.ones(n, dtype=np.bool_)
    is_open[[at, *partners, *np.flatnonzero(np.isin(np.array(network.organisations, dtype=object), list(without)))]] = (
        False
    )
    right = np.flatnonzero(is_open).astype(np.int64)
    scores = values(found, np.full(right.size, at, dtype=np.int64), right)
    fit = np.nan_to_num(scores["theme_fit"])
    spoken_for = np.flatnonzero((scores["common_neighbours"] > 0) | (fit > 0))
    is_wanted = _is_wanted(network, wanted)[right]
    rank = np.nan_to_num(is_wanted, nan=0.5)
    points = np.nan_to_num(scores[score], nan=-1.0)
    best = np.lexsort((right[spoken_for], -fit[spoken_for], -points[spoken_for], -rank[spoken_for]))
    kept = spoken_for[best]
    others = np.setdiff1d(partners, [at]).size
    return Candidates(at, right[kept], {name: v[kept] for name, v in scores.items()}, is_wanted[kept], others)


def suggestions(network: Network, chosen: Candidates, *, score: str, n: int, wanted: Wanted) -> Result:
    """Return the first n candidates with their evidence.

    Args:
        network: The network.
        chosen: The candidates, the best first.
        score: The score that ordered them, whose paths are shown; those of the first score where it has none.
        n: How many.
        wanted: What was asked for.

    Returns:
        ``rank``, ``organisation``, ``name``, ``kind``, ``country``, ``region``, ``helix``, ``is_wanted`` (null where
        nothing was asked for or it is not known), ``n_common`` partners, the scores (0 or more; null where the one
        asked about works with nobody), ``theme_fit`` and ``theme_complementarity`` (0..1; null where the themes of
        either are not known), ``shared_themes`` and ``new_themes`` (the rarest first), ``via``, ``via_names``,
        ``projects``, ``evidence_en``, ``evidence_da``, ``evidence_nb``, ``successor`` with its name (of a body that
        has merged into another), ``reason``, ``rows``: the participations on the paths shown and the tags of the
        shared themes. The scores rest on the whole network besides.
    """
    trail = _trail(network, score)
    successors = dict(
        network.ecosystem.ties.filter(kind="merged_into").sort("tie_id").select("subject", "object").iter_rows()
    )
    bodies = network.ecosystem.organisations.select("org_id", "name", "kind", "country", "region", "helix")
    facts = {body["org_id"]: body for body in bodies.iter_rows(named=True)}
    rows = []
    for place, other in enumerate(chosen.found[:n]):
        body = facts[network.organisations[int(other)]]
        successor = successors.get(body["org_id"])
        is_wanted = float(chosen.wanted[place])
        is_known = wanted.is_asked and not np.isnan(is_wanted)
        rows.append(
            {
                **{name: value for name, value in body.items() if name != "org_id"},
                "rank": place + 1,
                "organisation": body["org_id"],
                "is_wanted": bool(is_wanted) if is_known else None,
                **_numbers(chosen, place),
                **_evidence(trail, chosen.at, int(other)),
                "successor": successor,
                "successor_name": trail.names[successor] if successor else None,
                "reason": _reason(chosen, place, is_missing=wanted.is_asked and not is_known),
            }
        )
    meaning = Words(*(text.format(score=name) for text, name in zip(MEANING, NAMES[score], strict=True)))
    table = pl.DataFrame(rows, schema=COLUMNS)
    words = VALUES["helix"] | REASONS | trail.labels
    return Result("suggestions", TITLE, meaning, ("organisation",), table, _shown(score, wanted), words)


def _shown(score: str, wanted: Wanted) -> tuple[str, ...]:
    """Return the columns for a terminal: who it is, whether it is what was asked for, and why it is on the list."""
    asked = [name for name in ("region", "helix") if getattr(wanted, name)]
    is_wanted = ["is_wanted"] if wanted.is_asked else []
    numbers = dict.fromkeys(("n_common", score, "theme_complementarity"))
    return ("name", "country", *asked, *is_wanted, *numbers, "shared_themes", "new_themes", "via_names")


def _trail(network: Network, score: str) -> Trail:
    """Return what the evidence of suggestions is looked up in."""
    eco = network.ecosystem
    found = network.once(whole)
    bodies = eco.organisations.select("org_id", "name").iter_rows()
    titles = eco.projects.select("project_id", "title").iter_rows()
    paths = found.paths.get(score, found.paths[ORDERING[0]])
    return Trail(
        network, found.incidence, paths, {**dict(titles), **dict(bodies)}, participation_rows(eco), theme_labels(eco)
    )


def _numbers(chosen: Candidates, place: int) -> dict[str, object]:
    """Return the scores of one candidate, null where they are not defined."""
    of_themes = {name: float(chosen.scores[name][place]) for name in THEMES}
    scores = {name: float(chosen.scores[name][place]) if chosen.n_partners else None for name in NUMBERS}
    return {
        "n_common": int(chosen.scores["common_neighbours"][place]),
        **scores,
        **{name: None if np.isnan(value) else value for name, value in of_themes.items()},
    }


def _evidence(trail: Trail, left: int, right: int) -> dict[str, object]:
    """Return the themes and paths between two organisations, with their rows."""
    network = trail.network
    themes, _, _ = network.once(tagged)
    own, theirs = (_themes_of(network, at) for at in (left, right))
    profiles = network.once(whole).profiles
    spread = np.bincount(profiles.indices, minlength=profiles.shape[1])
    shared, new = (
        [themes[theme] for theme in sorted(found, key=lambda theme: (spread[theme], theme))]
        for found in (own & theirs, theirs - own)
    )
    seen = evidence(trail, left, right, shared)
    ends = (network.organisations[left], network.organisations[right])
    subjects = {*ends, *(network.projects[p] for at in (left, right) for p in trail.incidence[[at]].indices)}
    tags = network.ecosystem.tags.filter(
        pl.col("theme_id").is_in(shared) & pl.col("subject").is_in(sorted(subjects))
    ).select(reference("tags"))
    return {
        "shared_themes": shared,
        "new_themes": new,
        "via": seen.via,
        "via_names": [trail.names[via] for via in seen.via],
        "projects": seen.projects,
        **{f"evidence_{language}": text for language, text in seen.words._asdict().items()},
        ROWS: sorted({*seen.rows, *tags[ROWS]}),
    }


def _themes_of(network: Network, at: int) -> set[int]:
    return {int(theme) for theme in network.once(whole).profiles[[at]].indices}


def _is_wanted(network: Network, wanted: Wanted) -> Vector:
    """Return whether each organisation is what was asked for: 1, 0, or nan where that is not known."""
    ids = pl.DataFrame({"org_id": network.organisations}, schema={"org_id": pl.String})
    bodies = ids.join(network.ecosystem.organisations, on="org_id", how="left", maintain_order="left")
    tests = [
        bodies["helix"] == wanted.helix if wanted.helix else None,
        _is_in(bodies, wanted.region) if wanted.region else None,
        bodies["country"] == wanted.country if wanted.country else None,
        _has_theme(network, wanted.themes) if wanted.themes else None,
    ]
    # A test that fails decides, whatever is not known of the others
    found = [test.cast(pl.Float64).fill_null(0.5).to_numpy() for test in tests if test is not None]
    least = np.minimum.reduce([np.ones(len(network.organisations)), *found])
    return np.where(least == 0.5, np.nan, least)  # noqa: PLR2004 - the mark of what is not known


def _is_in(bodies: pl.DataFrame, region: str) -> pl.Series:
    """Return whether each seat is in a region; null where it is not known, unless its country already denies it."""
    abroad = bodies["country"] != NUTS_COUNTRIES.get(region[:2], region[:2])
    return bodies.select(
        pl.col("region").str.starts_with(region).fill_null(pl.when(abroad).then(pl.lit(value=False)))
    ).to_series()


def _has_theme(network: Network, asked: Sequence[str]) -> pl.Series:
    """Return whether each organisation works on one of the themes; null where none of its themes is known."""
    themes, _, _ = network.once(tagged)
    profiles = network.once(whole).profiles
    columns = [place for place, theme in enumerate(themes) if theme in asked]
    has = np.diff(profiles[:, columns].indptr) > 0
    return pl.Series(
        [bool(own) if any_ else None for own, any_ in zip(has, np.diff(profiles.indptr) > 0, strict=True)],
        dtype=pl.Boolean,
    )


def _reason(chosen: Candidates, place: int, *, is_missing: bool) -> str | None:
    """Return why a number of a candidate is not known."""
    parts = [
        "" if chosen.n_partners else ALONE,
        NO_THEMES if np.isnan(chosen.scores["theme_fit"][place]) else "",
        NOT_KNOWN if is_missing else "",
    ]
    return "; ".join(part for part in parts if part) or None
