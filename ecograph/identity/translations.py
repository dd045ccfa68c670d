"""Publishers write in their own language, and what institutions are called is the same few words in each.

Here those words stand as data for English, Danish, Norwegian and Swedish: kinds of institution, words that names
share, fields of work, and the few places that have a name in each language. ``comparison`` brings names to one of
them; a word that is not here stays as it is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ecograph.identity.names import key

_INSTITUTIONS = """
university: universitet universitetet universiteter
universityhospital: universitetshospital universitetshospitalet universitetssygehus universitetssykehus
  universitetssykehuset universitetssjukhus universitetssjukhuset
universitycollege: professionshøjskole professionshøjskolen høgskole høgskolen høgskule høgskulen høyskole høyskolen
businessschool: handelshøjskole handelshøjskolen handelshøyskole handelshøyskolen handelshögskolan
erhvervsakademi: erhvervsakademiet
hospital: hospitalet hospitaler sygehus sygehuset sykehus sykehuset sjukhus sjukhuset
municipality: kommune kommunen kommun regionskommune
county: fylkeskommune fylkeskommunen fylke
region: regionen
ministry: ministerium ministeriet departement departementet
council: råd rådet
agency: styrelse styrelsen direktorat direktoratet directorate
authority: myndighed myndigheden myndighet myndigheten tilsyn tilsynet
institute: institut instituttet institutt institutter institutet
foundation: fond fonden fondet fund stiftelse stiftelsen
centre: center centeret centret senter senteret centrum
school: skole skolen skola
academy: akademi akademiet
association: forening foreningen forbund forbundet
society: selskab selskabet selskap selskapet
museum: museet
library: bibliotek biblioteket
cluster: klynge klyngen klyngecenter
network: netværk netværket nettverk nettverket nätverk
department: dept afdeling afdelingen avdeling avdelingen
faculty: fakultet fakultetet
laboratory: laboratorium laboratoriet lab
observatory: observatorium observatoriet
union: unionen
"""
"""Words for kinds of institution: the word of comparison, and the other spellings of it."""

_WORDS = """
research: forskning forskningen forsknings
health: helse sundhed sundheds
innovation: innovasjon innovations innovasjons
technology: teknologi teknologisk teknologiske technological
technical: teknisk tekniske
national: nasjonal nasjonale nasjonalt nationale nationalt
royal: kongelige kongelig kgl
science: videnskab videnskabelig vitenskap vitenskapelig vetenskap sciences
knowledge: viden kunnskap videncenter
education: uddannelse uddannelses utdanning utdannings
environment: miljø environmental
energy: energi
industry: industri industriens
development: udvikling udviklings utvikling
digital: digitale
digitalisation: digitalisering digitalization
business: erhverv erhvervs
design: designs
denmark: danmark danmarks danish dansk danske
norway: norge norges noreg noregs norwegian norsk norske
sweden: sverige sveriges swedish svensk svenska
nordic: nordisk nordiske
european: europæisk europæiske europeisk europeiske
north: nord
south: syd sør
east: øst
west: vest
tourism: turisme
international: internasjonal internasjonale internationalt internationale
sustainable: bæredygtig bærekraft
"""
"""Words that names share: the word of comparison, and the other spellings of it."""

_TOPICS = """
climate: klima
water: vand vann
air: luft
nature: natur
marine: hav
food: fødevare fødevarer mat
agriculture: landbrug landbrugs landbruk jordbruk agricultural
fisheries: fiskeri
cancer: kræft kræftens kreft
welfare: velfærd velfærds velferd
culture: kultur
medicine: medicin medisin
medicines: lægemiddel lægemidler legemiddel legemidler
meteorological: meteorologisk
medical: medicinsk medicinske medisinsk
nuclear: kerne
peace: fred freds
archaeology: arkæologi arkeologi
architecture: arkitektur
publichealth: folkehelse folkesundhed
telemedicine: telemedicin telemedisin
maritime: maritim maritimt
"""
"""Fields of work: with a kind of institution they name one in a country, if nothing had to be translated."""

_PLACES = """
copenhagen: københavn københavns
capital: hovedstaden hovedstadens
zealand: sjælland sjællands
funen: fyn fyns
northdenmark: nordjylland nordjyllands
middenmark: midtjylland midtjyllands
southdenmark: syddanmark syddanmarks syddansk
"""
"""Places with a name in each language."""

_PHRASES = """
universityhospital: university hospital; universitets hospital; universitets sykehus
universitycollege: university college; university of applied sciences; vitenskapelig høyskole
businessschool: business school
county: county municipality; county council; county authority
northdenmark: north denmark; north jutland; northern jutland
middenmark: central denmark; central jutland; mid jutland
southdenmark: southern denmark; south denmark; south danish
region capital: capital region of denmark
publichealth: public health; folke helse
nature: natural history; naturhistorisk
"""
"""Several words that are one in another language."""

_ENDINGS = """
universityhospital: universitetshospital universitetssykehus universitetssykehuset
research institute: forskningsinstitut forskningsinstituttet forskningsinstitutt
research council: forskningsråd forskningsrådet
research foundation: forskningsfond forskningsfonden forskningsfondet
research centre: forskningscenter forskningssenter forskningssenteret
ministry: ministeriet ministerium departementet
agency: styrelsen direktoratet
foundation: fonden fondet stiftelsen
institute: institut institutt instituttet institutet
association: foreningen forbundet
cluster: klyngen
centre: center centeret centret senter senteret
hospital: sygehuset sykehuset
municipality: kommune
council: rådet
museum: museet
research: forskning
innovation: innovation innovasjon
authority: tilsynet myndigheden
"""
"""What a compound ends with, such as Havforskningsinstituttet: the words of comparison, and the endings."""

_COUNTRIES = """
denmark norway sweden finland iceland germany france italy spain netherlands belgium austria switzerland poland
portugal ireland uk usa china japan canada europe
"""
"""Countries that stand in brackets behind the name of a subsidiary, as ROR writes them."""

_GENERIC = """
turist tourist handels handel job jobcenter produktions erhvervsskole gymnasium havn lufthavn bolig ejendom idrets sport
ungdoms kirke menighed folke central bygge revision radgivning konsulent produktion marked salg medier
administration advanced alliance applied biotech board bureau by campus capital central city clinic college
commission committee community company consortium consult consulting data department digital east eastern
engineering federation forum foundation future general global green group high holding house hub initiative
institution institutions invest investment lab labs life local management media new north northern ny office open
park partner partners partnership pharma platform policy power private programme project projects public regional
safety secretariat security senior service services smart social solutions south southern state statens studies
study support systems tech tourism training union university ventures west western world
"""
"""Words of comparison that many names share beside those above: alone they do not tell who is named."""

COUNTRY_WORDS = frozenset(("denmark", "norway", "sweden"))
"""Words of comparison for a country."""

UNIQUE = frozenset(("university", "ministry", "agency", "authority", "council"))
"""Institutions of which a country has one of a name, such as a ministry or a technical university."""

_SHORTEST_STEM = 3

_FOLDED = re.compile(r"(a)[ae]+|(o)e+|(u)e+")


def fold(word: str) -> str:
    """Return a word of a key with one letter for æ, ø, å and ü, and for what stands for them where they are not known.

    >>> fold("koebenhavn"), fold("kobenhavn"), fold("aarhus"), fold("arhus")
    ('kobenhavn', 'kobenhavn', 'arhus', 'arhus')
    """
    return _FOLDED.sub(lambda found: found[0][0], word)


def phrased(text: str) -> str:
    """Return folded words with those together that are one word in another language.

    >>> phrased("akershus university hospital")
    'akershus universityhospital'
    """
    return _PHRASE.sub(lambda found: f" {_PHRASE_WORDS[found[0].strip()]} ", f" {text} ").strip()


@lru_cache(maxsize=100_000)
def translated(word: str) -> tuple[str, ...]:
    """Return a folded word in the language of comparison: one word, or the parts of a compound.

    >>> translated("universitetet"), translated("havforskningsinstituttet"), translated("sintef")
    (('university',), ('marine', 'research', 'institute'), ('sintef',))
    """
    if word in _TRANSLATIONS:
        return (_TRANSLATIONS[word],)
    if word.removesuffix("og") in _TRANSLATIONS:  # CORDIS glues "miljø- og" to miljoog
        return (_TRANSLATIONS[word.removesuffix("og")],)
    if not word.endswith(_COMPOUND_ENDINGS):
        return (word,)
    for ending, meaning in _COMPOUND:
        stem = word.removesuffix(ending)
        if not stem:
            return meaning
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return (_TRANSLATIONS.get(stem) or _TRANSLATIONS.get(stem.removesuffix("s"), stem), *meaning)
    return (word,)


def _entries(text: str, between: str) -> Iterator[tuple[str, str]]:
    """Yield the meaning and a spelling of each entry of a list above."""
    meaning = ""
    for line in text.strip().splitlines():
        before, colon, after = line.rpartition(":")
        meaning = before.strip() if colon else meaning
        for spelling in after.split(between):
            yield meaning, " ".join(fold(word) for word in key(spelling).split())


def _translations() -> dict[str, str]:
    pairs = [entry for text in (_INSTITUTIONS, _WORDS, _TOPICS, _PLACES) for entry in _entries(text, " ")]
    return {spelling: meaning for meaning, spelling in pairs if spelling} | {meaning: meaning for meaning, _ in pairs}


_TRANSLATIONS = _translations()
_PHRASE_WORDS = {spelling: meaning for meaning, spelling in _entries(_PHRASES, ";")}
_PHRASE = re.compile(" (?:" + "|".join(sorted(_PHRASE_WORDS, key=lambda text: (-len(text), text))) + ")(?= )")
_COMPOUND = sorted(
    ((spelling, tuple(meaning.split())) for meaning, spelling in _entries(_ENDINGS, " ") if spelling),
    key=lambda entry: (-len(entry[0]), entry),
)
_COMPOUND_ENDINGS = tuple(ending for ending, _ in _COMPOUND)
INSTITUTIONS = frozenset(meaning for meaning, _ in _entries(_INSTITUTIONS, " "))
"""Words of comparison for a kind of institution."""

TOPICS = frozenset(meaning for meaning, _ in _entries(_TOPICS, " "))
"""Words of comparison for a field of work."""

COUNTRIES = frozenset(_COUNTRIES.split())
SHARED = (
    INSTITUTIONS | TOPICS | COUNTRIES | frozenset(_GENERIC.split()) | {meaning for meaning, _ in _entries(_WORDS, " ")}
)
"""Words of comparison that many names share."""
