"""Do two sets work on the same themes in the same proportion? Sharing a theme does not say how much each does of it."""

import numpy as np
import polars as pl
from scipy import sparse

from ecograph.algorithms.tfidf import cosine
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.wording import called
from ecograph.language import Words
from ecograph.metrics.holdings import Sets, holdings, names_of
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference

NONE_HAS = "neither has a theme by its projects"
ONE_HAS_NONE = "one has no theme by its projects"

KEYS = ("left", "right")

SHOWN = ("left_name", "right_name", "n_left", "n_right", "n_shared", "profile_cosine", "complementarity", REASON)
"""The columns that a terminal shows."""

TITLE = Words(en="theme profiles", da="temaprofiler", nb="temaprofiler")

MEANING = Words(
    en="How alike the themes of their projects are, weighed by the number of projects: 1 where both work on the same "
    "themes in the same proportion, 0 where they share none. Complementarity is 1 minus that.",
    da="Hvor meget temaerne for deres projekter ligner hinanden, vægtet efter antallet af projekter: 1, hvor begge "
    "arbejder med de samme temaer i samme forhold, 0, hvor de ingen har til fælles. Komplementaritet er 1 minus det.",
    nb="Hvor mye temaene for prosjektene deres ligner hverandre, vektet etter antallet prosjekter: 1 der begge "
    "arbeider med de samme temaene i samme forhold, 0 der de ikke har noen felles. Komplementaritet er 1 minus det.",
)


def themes(network: Network, sets: Sets) -> Result:
    """Return how alike the theme profiles of each two sets are: the cosine of their numbers of projects by theme.

    a.b / (|a| |b|), where a and b count for each theme the projects of a set that are tagged with it. Large themes
    weigh most in it. A set's own tags are no projects, and do not count here.

    Args:
        network: The network.
        sets: The sets.

    Returns:
        The result ``themes``: ``left``, ``left_name``, ``right``, ``right_name``, ``n_left``, ``n_right`` (themes of
        their projects), ``n_shared``, ``profile_cosine`` and ``complementarity`` (1 - cosine; 0 to 1, null where a
        set has no theme), ``reason``, ``rows`` (the tags of the projects of both); sorted by left and right.

    Raises:
        EcographError: As for ``holdings``.

    Source: Salton & McGill 1983; Pianka 1973, Annu. Rev. Ecol. Syst. 4:53-74.

    By hand: a has p (themes s, t) and q (theme s): 2 of s, 1 of t; b has q: 1 of s. The cosine is 2 / sqrt(5).

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "aq", "bq")],
    ...     themes=[{"theme_id": i, "framework_id": "f", "label_en": i} for i in "st"],
    ...     tags=[{"subject": p, "theme_id": t} for p, t in ("ps", "pt", "qs")],
    ... )
    >>> themes(Network.of(eco), {"a": ["a"], "b": ["b"]}).table["profile_cosine"].round(6).to_list()
    [0.894427]
    """
    ids = sorted(sets)
    names = names_of(network, sets)
    projects = holdings(network, sets).filter(dimension="projects").select("set", subject="item")
    tags = network.ecosystem.tags.select("subject", "theme_id", reference("tags"))
    tagged = projects.join(tags, on="subject")
    counted = tagged.select("set", "subject", "theme_id").unique()
    place = {name: i for i, name in enumerate(ids)}
    at = np.array([place[name] for name in counted["set"]], dtype=np.int64)
    column = counted["theme_id"].rank("dense").cast(pl.Int64).to_numpy() - 1
    shape = (len(ids), counted["theme_id"].n_unique())
    profiles = sparse.csr_array((np.ones(len(at)), (at, column)), shape=shape)
    i, j = np.triu_indices(len(ids), 1)
    has = (profiles.toarray() > 0).astype(np.int64)
    n_themes = has.sum(axis=1)
    alike = cosine(profiles, i, j)
    rows = dict(tagged.group_by("set").agg(pl.col(ROWS)).iter_rows())
    table = pl.DataFrame(
        {
            "left": [ids[k] for k in i],
            "left_name": [names[ids[k]] for k in i],
            "right": [ids[k] for k in j],
            "right_name": [names[ids[k]] for k in j],
            "n_left": n_themes[i],
            "n_right": n_themes[j],
            "n_shared": (has @ has.T)[i, j],
            "profile_cosine": alike,
            "complementarity": 1 - alike,
            REASON: [None if a and b else ONE_HAS_NONE if a or b else NONE_HAS for a, b in n_themes[np.c_[i, j]]],
            ROWS: [sorted({*rows.get(ids[a], []), *rows.get(ids[b], [])}) for a, b in zip(i, j, strict=True)],
        },
        schema={
            **dict.fromkeys(("left", "left_name", "right", "right_name"), pl.String),
            **dict.fromkeys(("n_left", "n_right", "n_shared"), pl.Int64),
            **dict.fromkeys(("profile_cosine", "complementarity"), pl.Float64),
            REASON: pl.String,
            ROWS: pl.List(pl.String),
        },
    ).with_columns(pl.col("profile_cosine", "complementarity").fill_nan(None))
    return Result("themes", TITLE, MEANING, KEYS, table, SHOWN, called(table, REASON))
