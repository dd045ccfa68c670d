"""What sort of body a name speaks of, where a list publishes names and no kind: rules on words, listed once.

Lists of projects name municipalities, universities and companies side by side. The words in the names say which
is which in Danish, Norwegian and English; where they do not, the body is ``other`` and its helix is left open.
The rules look at the name alone, so that every list gives the same body the same kind.
"""

import re
from dataclasses import dataclass

from ecograph.identity.names import key


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on the key of a name.

    Args:
        kind: The kind of body, a word of ``vocabulary.ORGANISATION_KIND``.
        helix: Its helix, a word of ``vocabulary.HELIX``; None where the kind does not tell it.
        pattern: What stands in the key of the name (``identity.names.key``: small ASCII words, æ as ae).
    """

    kind: str
    helix: str | None
    pattern: str


_LEGAL_FORM = (
    r"\b(a s|as|asa|aps|i s|k s|p s|ivs|ans|amba|a m b a|s m b a|v m b a|ltd|limited|plc|inc|llc|gmbh|ag|ab|oy|oyj)$"
    r"|\b(bv|b v|srl|s r l|s p a|sarl|sas|s a)$|[0-9]aps$|^(a s|aktieselskabet) "
    r"|\bas avd |\bfilial af |partnerselskab$|\bholding$"
)

RULES = (
    Rule("eu_body", "government", r"^(european commission|europa kommissionen|europakommisjonen)\b"),
    Rule("ministry", "government", r"ministeriet\b|departementet\b|^ministry of\b"),
    Rule("region", "government", r"^region (nordjylland|midtjylland|syddanmark|sjaelland|hovedstaden)$"),
    Rule("region", "government", r"fylkeskommune\b|\brhf$|\bcounty (council|municipality)\b"),
    Rule("municipality", "government", r"kommune\b|\bmunicipality\b"),
    Rule("hospital", "government", r"hospital(et|er)?\b|sygehus(et)?\b|sykehus(et)?\b|(?<!og )\bhf$"),
    Rule("cluster", "intermediary", r"clusters?\b|klynge"),
    Rule(
        "incubator",
        "intermediary",
        r"\bscience parks?\b|\bresearch parks?\b|forsk(er|nings)park|inkubator\b|\bincubator\b",
    ),
    Rule("agency", "intermediary", r"^(den erhvervsdrivende fond )?vaeksthus |^erhvervshus "),
    Rule("institute", "academia", r"institutt?(et)?\b|\binstitute\b|^sintef\b|^norce\b"),
    Rule("institute", "academia", r"forsknings?(center|senter|centret|senteret)\b|\bresearch (centre|center)\b"),
    Rule("company", "industry", _LEGAL_FORM),
    Rule("university", "academia", r"universitet(et)?\b|\buniversity\b|universitetscenter\b"),
    Rule(
        "university", "academia", r"hoegskolen\b|hoegskulen\b|hoeyskolen\b|handelshoeyskole\b|^professionshoejskolen\b"
    ),
    Rule("university", "academia", r"^(ingenioer|handels)hoejskolen\b|^copenhagen business school\b|erhvervsakademi"),
    Rule("university", "academia", r"^arkitektskolen\b|^designskolen\b"),
    Rule("association", "government", r"^kommunernes landsforening$|^danske regioner$"),
    Rule("association", "industry", r"erhvervs(raad|raadet|forum|forening|foreningen)\b|turistforening(en)?\b"),
    Rule("association", "industry", r"^dansk (industri|erhverv|byggeri)$|^naeringslivets hovedorganisasjon$"),
    Rule("association", "industry", r"industriforening(en)?\b|brancheforening(en)?\b|^haandvaerksraadet$"),
    Rule("association", "civil_society", r"forening(en)?\b|forbund(et)?\b|\bassociation\b|\bsociety\b|\bfederation\b"),
    Rule("agency", "government", r"styrelsen?\b|direktorat(et)?\b|^statsforvaltningen\b|^statens |\bagency\b"),
    Rule("agency", "government", r"^innovasjon norge$|^norges forskningsraad$|^research council of norway$"),
    Rule("other", "academia", r"(?<!plante)skolen?\b|\bschool\b|\b(vuc|euc|amu|sosu)\b|\bcollege\b|gymnasi(um|et)\b"),
)
"""The rules; the first that fits holds. A company in its legal form comes before words that companies borrow."""

_COMPILED = tuple((re.compile(rule.pattern), rule.kind, rule.helix) for rule in RULES)


def kind_of(name: str) -> tuple[str, str | None]:
    """Return the kind and the helix that a name speaks of.

    Only the words of the name are looked at, by ``RULES``; the first that fits holds. A name that no rule knows
    is ``other`` with no helix, since a guess would count it where nobody knows that it belongs.

    >>> kind_of("Aalborg Kommune"), kind_of("Odense Universitetshospital")
    (('municipality', 'government'), ('hospital', 'government'))
    >>> kind_of("Alexandra Instituttet A/S"), kind_of("Universitetet i Bergen"), kind_of("Symbion A/S")
    (('institute', 'academia'), ('university', 'academia'), ('company', 'industry'))
    >>> kind_of("Samsø Energiakademi")
    ('other', None)
    """
    compared = key(name)
    return next(((kind, helix) for pattern, kind, helix in _COMPILED if pattern.search(compared)), ("other", None))
