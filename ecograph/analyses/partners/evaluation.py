"""Whether suggestions of this kind came true: the past is cut at a day, and what came after it is predicted.

Nothing else tells a good score from a plausible one. A random split would let the future into the past.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from polars.datatypes import DataTypeClass
from scipy import sparse

from ecograph import dates
from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.ranking import auc, gain, precision_at
from ecograph.algorithms.row_products import Rows
from ecograph.analyses.answer import Result
from ecograph.analyses.partners.scores import BASELINE, NAMES, SCORES, Basis, basis, only, values, work
from ecograph.language import Words
from ecograph.network import Network
from ecograph.rows import ROWS

BEFORE = 0.8
"""The share of the dated participations that should lie before the split: the usual four fifths to learn from."""

THIN = 30
"""Below so many pairs that came true an area under the curve is uncertain by ten points and more."""

ALL_PAIRS = 200_000
"""Up to so many pairs all those that did not meet are taken; beyond, a sample."""

SAMPLE = 20_000
"""The size of a sample of pairs. The standard error of an area is then below half a point."""

TITLE = Words(en="tried on the past", da="afprøvet på fortiden", nb="prøvd på fortiden")
MEANING = Words(
    en="Each score saw only projects that began before the split and ranked pairs that had not met. auc: how often a "
    "pair that met later stood above one that did not; 50% is chance. gain: how much better than popularity. "
    "precision_at_k: the share of the k highest pairs that met; precision_by_chance is what a draw would give. "
    "With fewer than 30 pairs the numbers are thin. Three things flatter them: the intervals take the pairs as "
    "independent, the score of the list was the best of four on the same pairs, and the themes of organisations have "
    "no dates, so the scores of themes may know some of what came later.",
    da="Hvert mål kendte kun projekter, der begyndte før skillet, og rangordnede par, der ikke havde mødt hinanden. "
    "auc: hvor ofte et par, der mødtes senere, stod over et, der ikke gjorde; 50 % er tilfældigt. gain: hvor meget "
    "bedre end popularitet. precision_at_k: andelen af de k højeste par, der mødtes; precision_by_chance er, hvad en "
    "lodtrækning ville give. Med færre end 30 par er tallene usikre. Tre ting pynter på dem: Intervallerne regner "
    "parrene for uafhængige, målet bag listen var det bedste af fire på de samme par, og organisationernes temaer har "
    "ingen datoer, så målene for temaer kan vide noget om det, der kom senere.",
    nb="Hvert mål kjente bare prosjekter som begynte før skillet, og rangerte par som ikke hadde møttes. auc: hvor "
    "ofte et par som møttes senere, sto over et som ikke gjorde det; 50 % er tilfeldig. gain: hvor mye bedre enn "
    "popularitet. precision_at_k: andelen av de k høyeste parene som møttes; precision_by_chance er det en "
    "loddtrekning ville gi. Med færre enn 30 par er tallene usikre. Tre ting pynter på dem: Intervallene regner parene "
    "som uavhengige, målet bak listen var det beste av fire på de samme parene, og temaene til organisasjonene har "
    "ingen datoer, så målene for temaer kan vite noe om det som kom senere.",
)

SCOPES = {
    "network": Words(en="all", da="alle", nb="alle"),
    "organisation": Words(en="the one asked about", da="organisationen selv", nb="organisasjonen selv"),
}

NO_DAY = "no day divides the dated projects into a past and a future"
NO_PAIR = "no pair met for the first time after the split"
NOBODY = "the organisation met nobody for the first time after the split"
EVERYBODY = "every pair met"
NO_INTERVAL = "one case has no interval"
SAMPLED = "precision is that of all pairs, and these are a sample"
NO_GAIN = "the baseline has no gain over itself"
TOO_FEW = "fewer than {k} pairs"
REASONS = {
    NO_DAY: Words(
        en=NO_DAY,
        da="ingen dag deler de daterede projekter i en fortid og en fremtid",
        nb="ingen dag deler de daterte prosjektene i en fortid og en framtid",
    ),
    NO_PAIR: Words(
        en=NO_PAIR, da="intet par mødtes første gang efter skillet", nb="ingen par møttes første gang etter skillet"
    ),
    NOBODY: Words(
        en=NOBODY,
        da="organisationen mødte ingen for første gang efter skillet",
        nb="organisasjonen møtte ingen for første gang etter skillet",
    ),
    EVERYBODY: Words(en=EVERYBODY, da="alle par mødtes", nb="alle par møttes"),
    NO_INTERVAL: Words(
        en=NO_INTERVAL, da="et enkelt tilfælde har intet interval", nb="et enkelt tilfelle har ikke noe intervall"
    ),
    SAMPLED: Words(
        en=SAMPLED,
        da="præcisionen gælder alle par, og disse er en stikprøve",
        nb="presisjonen gjelder alle par, og disse er et utvalg",
    ),
    NO_GAIN: Words(
        en=NO_GAIN, da="popularitet sammenlignes ikke med sig selv", nb="popularitet sammenlignes ikke med seg selv"
    ),
    TOO_FEW: Words(en=TOO_FEW, da="færre end {k} par", nb="færre enn {k} par"),
}

SHOWN = (
    "scope",
    "score",
    "n_test_links",
    "auc",
    "is_above_baseline",
    "precision_at_k",
    "precision_by_chance",
    "reason",
)

COLUMNS: dict[str, pl.DataType | DataTypeClass] = {
    "scope": pl.String,
    "score": pl.String,
    "is_baseline": pl.Boolean,
    "split": pl.String,
    "share_before": pl.Float64,
    "n_train_links": pl.Int64,
    "n_test_links": pl.Int64,
    "n_test_used": pl.Int64,
    "n_negatives": pl.Int64,
    "auc": pl.Float64,
    "auc_low": pl.Float64,
    "auc_high": pl.Float64,
    "gain": pl.Float64,
    "gain_low": pl.Float64,
    "gain_high": pl.Float64,
    "is_above_baseline": pl.Boolean,
    "k": pl.Int64,
    "precision_at_k": pl.Float64,
    "precision_by_chance": pl.Float64,
    "n_undated": pl.Int64,
    "is_thin": pl.Boolean,
    "reason": pl.String,
    ROWS: pl.List(pl.String),
}

Pairs = tuple[Rows, Rows]


@dataclass(frozen=True, eq=False)
class Split:
    """The work before and after a day.

    Args:
        day: The first day of the test; None where no day divides the work.
        share_before: The share of the dated participations that lies before it.
        train: Organisations x projects that surely began before it.
        test: Organisations x projects that surely began on it or later.
        undated: Organisations x projects of which neither is sure.
    """

    day: str | None
    share_before: float | None
    train: Matrix
    test: Matrix
    undated: Matrix


def evaluation(network: Network, organisation: str, *, k: int = 20, seed: int = 0) -> Result:
    """Return how well each score, seeing only the past, ranked the pairs that met later.

    The split is the start of a project before which about 80 % of the participations in dated projects lie. A score
    sees projects that began before it. Positives are pairs of organisations that take part in a project before the
    split and first meet in one that begins on it or later; negatives are pairs that have not met. Both are sampled
    beyond 20,000 (negatives beyond 200,000 pairs). A project whose start is not known, or not well enough to lie on
    one side, is left out of both, and so is a pair that may have met in it. Tags of organisations have no date and
    are used as they are, which flatters the scores of themes. Of an unknown theme profile neither fit nor
    complementarity is counted.

    Args:
        network: The network.
        organisation: The id of the organisation asked about.
        k: How many of the highest are looked at.
        seed: Of the samples.

    Returns:
        ``scope`` (network: all pairs; organisation: those of the one asked about), ``score``, ``is_baseline``,
        ``split`` (a day), ``share_before``, ``n_train_links`` (of all), ``n_test_links``, ``n_test_used``,
        ``n_negatives``, ``auc`` (0..1) with ``auc_low`` and ``auc_high`` (95 %), ``gain`` over the baseline (-1..1)
        with its interval, ``is_above_baseline`` (the interval lies above 0), ``k``, ``precision_at_k``,
        ``precision_by_chance`` (both null where the pairs are a sample, and ``k`` with them), ``n_undated``
        (participations left out), ``is_thin`` (fewer than 30 test links), ``reason``, ``rows`` (empty: each row rests
        on all participations).

    What was asked of a partner (helix, region, country, theme) is a wish and no score, so it is not tried.

    Source: Liben-Nowell & Kleinberg 2007, JASIST 58:1019-1031; Hanley & McNeil 1982, Radiology 143:29-36.

    >>> from ecograph.ecosystem import Ecosystem
    >>> evaluation(Network.of(Ecosystem.of()), "").table["reason"].unique().to_list()
    ['no day divides the dated projects into a past and a future']
    """
    split = network.once(_split)
    rows = network.once(_of_network, k=k, seed=seed) + _of_organisation(network, split, organisation, k=k)
    table = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    few = {TOO_FEW.format(k=k): Words(*(text.format(k=k) for text in REASONS[TOO_FEW]))}
    words = SCOPES | NAMES | REASONS | few
    return Result("evaluation", TITLE, MEANING, ("scope", "score"), table, SHOWN, words)


def _split(network: Network) -> Split:
    """Return the work before and after the day that divides it best."""
    incidence = work(network)
    starts = pl.DataFrame({"project_id": network.projects}, schema={"project_id": pl.String}).join(
        network.ecosystem.projects.select("project_id", low=dates.earliest("start"), high=dates.latest("start")),
        on="project_id",
        how="left",
        maintain_order="left",
    )
    sizes = np.bincount(incidence.indices, minlength=incidence.shape[1])
    dated = starts.with_columns(n=pl.Series(sizes)).drop_nulls("low").filter(pl.col("n") > 0)
    by_day = dated.group_by("low").agg(pl.col("n").sum()).sort("low")
    before = by_day["n"].cum_sum().shift(1).to_numpy()[1:] if by_day.height else np.array([])
    if not before.size:
        nothing = only(incidence, np.zeros(incidence.shape[1], dtype=np.bool_))
        return Split(None, None, nothing, nothing, incidence)
    shares = before / by_day["n"].sum()
    best = int(np.argmin(np.abs(shares - BEFORE)))
    day = by_day["low"][best + 1]
    is_train = (starts["high"] < day).fill_null(value=False).to_numpy()
    is_test = (starts["low"] >= day).fill_null(value=False).to_numpy()
    parts = (only(incidence, kept) for kept in (is_train, is_test, ~is_train & ~is_test))
    return Split(str(day), float(shares[best]), *parts)


def _of_network(network: Network, *, k: int, seed: int) -> list[tuple[object, ...]]:
    """Return the rows for all pairs of organisations that the past knows."""
    split, ties = network.once(_split), network.once(_ties)
    n = len(network.organisations)
    is_known = np.diff(split.train.indptr) > 0
    left, right = _pairs(ties.later, n)
    is_new = (left < right) & is_known[left] & is_known[right] & ~ties.are_linked(ties.later)
    later = ties.later[is_new]
    random = np.random.default_rng(seed)
    used = np.sort(random.choice(later, SAMPLE, replace=False)) if later.size > SAMPLE else later
    others = _apart(np.flatnonzero(is_known).astype(np.int64), ties, n, random)
    # Of a sample half of the pairs met, and of all one in thousands: the k highest of a sample say nothing of all
    is_all = used.size == later.size and int(is_known.sum()) * (int(is_known.sum()) - 1) // 2 <= ALL_PAIRS
    return _rows(network, split, ("network", k if is_all else None), (later.size, _pairs(used, n), _pairs(others, n)))


def _of_organisation(network: Network, split: Split, organisation: str, *, k: int) -> list[tuple[object, ...]]:
    """Return the rows for the pairs of one organisation, all of them."""
    n = len(network.organisations)
    at = network.organisations.index(organisation) if organisation in network.organisations else -1
    is_known = np.diff(split.train.indptr) > 0
    if at < 0 or not is_known[at]:
        nobody = np.array([], dtype=np.int64)
        return _rows(network, split, ("organisation", k), (0, (nobody, nobody), (nobody, nobody)))
    ties = network.once(_ties)
    codes = at * n + np.flatnonzero(is_known & (np.arange(n) != at)).astype(np.int64)
    codes = codes[~ties.are_linked(codes)]
    is_later = _among(codes, ties.later)
    later, others = codes[is_later], codes[~is_later]
    return _rows(network, split, ("organisation", k), (later.size, _pairs(later, n), _pairs(others, n)))


@dataclass(frozen=True, eq=False)
class Ties:
    """The pairs of organisations that work together, in both orders, each pair as one sorted number.

    Args:
        before: Before the split.
        later: On it or after.
        perhaps: In a project of which neither is sure.
    """

    before: Rows
    later: Rows
    perhaps: Rows

    def are_linked(self, codes: Rows) -> npt.NDArray[np.bool_]:
        """Return whether pairs have met before the split, or may have."""
        return _among(codes, self.before) | _among(codes, self.perhaps)


def _ties(network: Network) -> Ties:
    split = network.once(_split)
    return Ties(_codes(split.train), _codes(split.test), _codes(split.undated))


def _codes(incidence: Matrix) -> Rows:
    """Return the ordered pairs of rows that share a column, each as one number, sorted."""
    shared = sparse.csr_array(incidence @ incidence.T)
    shared.sort_indices()
    i = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    j = shared.indices.astype(np.int64)
    return np.asarray((i * shared.shape[0] + j)[i != j])


def _among(values: Rows, known: Rows) -> npt.NDArray[np.bool_]:
    """Return whether values are among sorted ones; the set functions of numpy take 30 times as long on millions."""
    if not known.size:
        return np.zeros(values.size, dtype=np.bool_)
    place = np.minimum(np.searchsorted(known, values), known.size - 1)
    return np.asarray(known[place] == values)


def _pairs(codes: Rows, n: int) -> Pairs:
    left, right = np.divmod(codes, max(n, 1))
    return left, right


def _apart(known: Rows, ties: Ties, n: int, random: np.random.Generator) -> Rows:
    """Return pairs of known organisations that have not met: all where they are few, else a sample."""
    if known.size * (known.size - 1) // 2 <= ALL_PAIRS:
        i, j = np.triu_indices(known.size, 1)
        codes = known[i] * n + known[j]
        return codes[~ties.are_linked(codes) & ~_among(codes, ties.later)]
    # Four times as many are drawn as needed, since half of them point the wrong way and some have met
    i, j = (known[random.integers(0, known.size, 4 * SAMPLE)] for _ in range(2))
    drawn = np.unique((i * n + j)[i < j])
    drawn = drawn[~ties.are_linked(drawn) & ~_among(drawn, ties.later)]
    return np.sort(random.choice(drawn, min(SAMPLE, drawn.size), replace=False))


def _rows(
    network: Network, split: Split, scope: tuple[str, int | None], cases: tuple[int, Pairs, Pairs]
) -> list[tuple[object, ...]]:
    """Return a row for each score; where k is None the pairs are a sample, which has no precision."""
    (name, k), (n_test_links, met, apart) = scope, cases
    n_train_links = network.once(_ties).before.size // 2
    found = network.once(_seen)
    true, false = ({s: np.nan_to_num(v) for s, v in values(found, *pairs).items()} for pairs in (met, apart))
    n_true, n_false = met[0].size, apart[0].size
    reason = _reason(split, name, n_true, n_false)
    by_chance = n_true / (n_true + n_false) if reason is None and k is not None else None
    rows: list[tuple[object, ...]] = []
    for score in SCORES:
        is_baseline = score == BASELINE
        area = auc(true[score], false[score])
        more = gain(true[score], false[score], positives_before=true[BASELINE], negatives_before=false[BASELINE])
        gains = (None, None, None) if is_baseline else tuple(_known(x) for x in more)
        numbers = (split.day, split.share_before, n_train_links, n_test_links, n_true, n_false)
        is_above = None if is_baseline or np.isnan(more.low) else bool(more.low > 0)
        precision = None if k is None else _known(precision_at(k, true[score], false[score]))
        rows.append(
            (
                *(name, score, is_baseline, *numbers, *(_known(x) for x in area), *gains, is_above),
                *(k, precision, by_chance, split.undated.nnz, n_true < THIN),
                *(reason or _missing(area.low, precision, k, is_baseline=is_baseline), []),
            )
        )
    return rows


def _seen(network: Network) -> Basis:
    """Return what the scores see: the work before the split."""
    return basis(network, network.once(_split).train)


def _reason(split: Split, scope: str, n_true: int, n_false: int) -> str | None:
    if split.day is None:
        return NO_DAY
    if not n_true:
        return NO_PAIR if scope == "network" else NOBODY
    return None if n_false else EVERYBODY


def _missing(low: float, precision: float | None, k: int | None, *, is_baseline: bool) -> str | None:
    """Return why a number of a row is not known although the pairs are."""
    parts = [
        NO_INTERVAL if np.isnan(low) else "",
        SAMPLED if k is None else TOO_FEW.format(k=k) if precision is None else "",
        NO_GAIN if is_baseline else "",
    ]
    return "; ".join(part for part in parts if part) or None


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
