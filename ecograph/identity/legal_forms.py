"""Legal forms are part of a name on paper and not of who it names: "Equinor ASA" is Equinor.

Here they are listed as data, Danish, Norwegian, Swedish and English ones and the European ones that lists of partners
hold, so that a comparison of names can set them aside and still see that an AS is not a foundation. The Danish forms
are those of Erhvervsstyrelsen and Danmarks Statistik, the Norwegian ones those of Enhetsregisteret.
"""

from dataclasses import dataclass

from ecograph.identity.names import key
from ecograph.identity.translations import fold


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form.

    Args:
        abbreviation: How it is written short, such as ``ApS``.
        countries: Where it is used, with a blank between; empty for many.
        name: How it is written long; empty where nobody does.
        spellings: Further spellings at the end of a name.
        leads: Spellings at the beginning of a name.
    """

    abbreviation: str
    countries: str
    name: str
    spellings: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


_FOREIGN = """
AB | SE FI | Aktiebolag | AB publ, publ
HB | SE | Handelsbolag
Ek. för. | SE | Ekonomisk förening
Oy | FI | Osakeyhtiö | Oy AB
Oyj | FI | Julkinen osakeyhtiö | Oyj Abp, Abp
ry | FI | Rekisteröity yhdistys
ehf | IS | Einkahlutafélag
ohf | IS | Opinbert hlutafélag
Ltd | GB IE | Limited | Pty Ltd, Co Ltd, Company Limited, Private Limited, Pvt Ltd
PLC | GB IE | Public Limited Company
LLP | GB US | Limited Liability Partnership
LP | GB US IL | Limited Partnership
CLG | IE | Company Limited by Guarantee | LBG
CIC | GB | Community Interest Company
DAC | IE | Designated Activity Company
Inc | US CA | Incorporated | Corp, Corporation, Co, Company
LLC | US | Limited Liability Company
GmbH | DE AT CH | Gesellschaft mit beschränkter Haftung | mbH, gGmbH, GesmbH
GmbH & Co KG | DE AT | GmbH und Co KG | GmbH + Co KG
AG | DE AT CH | Aktiengesellschaft
AG & Co KG | DE AT CH | AG und Co KG | AG & Co KGaA
KG | DE AT | Kommanditgesellschaft | KGaA
OHG | DE AT | Offene Handelsgesellschaft
GbR | DE | Gesellschaft bürgerlichen Rechts
UG | DE | Unternehmergesellschaft | UG haftungsbeschränkt
eV | DE | Eingetragener Verein
eG | DE | Eingetragene Genossenschaft | eGen
SE | | Societas Europaea
SCE | | Societas Cooperativa Europaea
EEIG | | European Economic Interest Grouping | EWIV, GEIE, EOFG
AISBL | BE | Association internationale sans but lucratif | IVZW
ASBL | BE LU | Association sans but lucratif | VZW, Vereniging zonder winstoogmerk
BV | NL BE | Besloten vennootschap | BVBA, SPRL, SRL BV
NV | NL BE | Naamloze vennootschap | SA NV, NV SA
VOF | NL BE | Vennootschap onder firma | CV, CVBA, Coöperatie UA
SA | FR BE ES PT CH LU GR RO PL | Société anonyme | Sociedad anónima, Spolka akcyjna, SAU, SA MP, SA Unipersonal
SARL | FR LU CH | Société à responsabilité limitée | EURL, Sàrl
SAS | FR CO | Société par actions simplifiée | SASU, SCOP, SELAS
GIE | FR | Groupement d'intérêt économique | GIP
SpA | IT | Società per azioni | Società benefit, SpA SB
Srl | IT RO | Società a responsabilità limitata | Srls, Srl SB, Srl Società benefit, Srl Unipersonale
Scarl | IT | Società consortile a responsabilità limitata | SCRL, Scpa, Società cooperativa, Soc Coop, SCaRL, Onlus, ETS
SL | ES | Sociedad limitada | SLU, SLL, SLP, SLNE, Sociedad de responsabilidad limitada, S Coop, SCCL, SAL
AIE | ES | Agrupación de interés económico
Lda | PT | Limitada | Unipessoal Lda, Sociedade unipessoal Lda
ACE | PT | Agrupamento complementar de empresas
IKE | GR | Idiotiki kefalaiouchiki etaireia | MIKE, Monoprosopi IKE, Single member PC, PC
EPE | GR | Etaireia periorismenis efthynis | MEPE
EE | GR | Eterorrythmi etaireia
OE | GR | Omorrythmi etaireia
AE | GR | Anonymi etaireia | AVEE, ABEE
AMKE | GR | Astiki mi kerdoskopiki etaireia
Sp. z o.o. | PL | Spolka z ograniczona odpowiedzialnoscia | Sp zoo, Sp k, Spolka komandytowa, Sp z o o sp k
s.r.o. | CZ SK | Společnost s ručením omezeným | spol s r o
a.s. | CZ SK TR | Akciová společnost | Anonim Şirketi
o.p.s. | CZ | Obecně prospěšná společnost
d.o.o. | SI HR RS BA ME | Društvo z omejeno odgovornostjo | Društvo s ograničenom odgovornošću, doo, jdoo
d.d. | SI HR BA | Delniška družba | ad
Kft | HU | Korlátolt felelősségű társaság
Zrt | HU | Zártkörűen működő részvénytársaság | Nyrt, Rt, Bt
EOOD | BG | Ednolichno druzhestvo s ogranichena otgovornost | OOD, AD, EAD
OÜ | EE | Osaühing | MTÜ, Sihtasutus
SIA | LV | Sabiedrība ar ierobežotu atbildību
UAB | LT | Uždaroji akcinė bendrovė | VšĮ
"""
"""Abbreviation, countries, long form, further spellings: what stands at the end of names elsewhere in Europe."""

_NORDIC = """
A/S | DK | Aktieselskab | Aktieselskabet
ApS | DK | Anpartsselskab | Anpartsselskabet
IVS | DK | Iværksætterselskab
I/S | DK | Interessentskab | Interessentskabet
K/S | DK NO | Kommanditselskab | Kommandittselskap
P/S | DK | Partnerselskab | Kommanditaktieselskab
ENK | DK NO | Enkeltmandsvirksomhed | Enkeltpersonforetak
AMBA | DK | Andelsselskab med begrænset ansvar | A.m.b.a., Amba
FMBA | DK | Forening med begrænset ansvar | F.m.b.a.
SMBA | DK | Selskab med begrænset ansvar | S.m.b.a.
SOV | DK | Selvstændig offentlig virksomhed
AS | NO | Aksjeselskap | Aksjeselskapet
ASA | NO | Allmennaksjeselskap
ANS | NO | Ansvarlig selskap
DA | NO | Selskap med delt ansvar
BA | NO | Selskap med begrenset ansvar
SA | NO | Samvirkeforetak
NUF | NO | Norskregistrert utenlandsk foretak
KF | NO | Kommunalt foretak
FKF | NO | Fylkeskommunalt foretak
IKS | NO | Interkommunalt selskap
HF | NO | Helseforetak
RHF | NO | Regionalt helseforetak
SF | NO | Statsforetak
"""
"""The same for Denmark and Norway, where the registers know a body by one of these."""

_LEADING = """
Selvejende institution | DK | | | Den selvejende institution, Selvejende institution, S/I
Fond | DK | | Erhvervsdrivende fond | Den erhvervsdrivende fond, Erhvervsdrivende fond, Fonden
Fond | NO SE | | STI | Stiftelsen, Stiftinga, Stiftelse
Fond | NL BE | | | Stichting
Fundación | PL ES PT IT FR DE | | | Fundacja, Fundación, Fundació, Fundação, Fondazione, Fondation, Stiftung
Forening | DK NO SE | | FLI | Foreningen, Föreningen
"""
"""Forms whose word stands at the beginning of a name. At its end the same word is the name: Novo Nordisk Fonden."""


def _listed(text: str) -> tuple[LegalForm, ...]:
    forms = []
    for line in text.strip().splitlines():
        abbreviation, countries, name, spellings, leads = ([c.strip() for c in line.split("|")] + [""] * 2)[:5]
        several = (tuple(s.strip() for s in cell.split(",") if s.strip()) for cell in (spellings, leads))
        forms.append(LegalForm(abbreviation, countries, name, *several))
    return tuple(forms)


LEGAL_FORMS: tuple[LegalForm, ...] = (*_listed(_NORDIC), *_listed(_FOREIGN), *_listed(_LEADING))
"""All legal forms."""

_APART = 5
"""An abbreviation of so many letters or fewer may be written with points or strokes between them, such as S.R.L."""

TELLING = frozenset(("fond", "fundacion"))
"""Forms that make another body of the name beside them: Fondazione Politecnico di Milano is not the Politecnico."""

Words = tuple[str, ...]


def set_aside(words: Words) -> tuple[Words, frozenset[str]]:
    """Return a name without its legal forms, and the forms, short and in small letters.

    Forms are set aside at the end and at the beginning, one after the other, as long as a word remains. A form that
    registers write the same way is the same here: A/S, AS and a.s. are ``as``.

    Args:
        words: The words of ``key(name)``.

    >>> set_aside(("blue", "ocean", "robotics", "a", "s"))
    (('blue', 'ocean', 'robotics'), frozenset({'as'}))
    >>> set_aside(("stiftelsen", "norsar")), set_aside(("as",))
    ((('norsar',), frozenset({'fond'})), (('as',), frozenset()))
    """
    found = set()
    while True:
        longest = range(min(_LONGEST, len(words) - 1), 0, -1)
        end = next((n for n in longest if words[-n:] in _ENDS), 0)
        begin = next((n for n in longest if words[:n] in _BEGINS), 0)
        if end:
            found.add(_ENDS[words[-end:]])
            words = words[:-end]
        elif begin:
            found.add(_BEGINS[words[:begin]])
            words = words[begin:]
        else:
            return words, frozenset(found)


def form(words: Words) -> str:
    """Return the legal form that some words are, short, and an empty text when they are none.

    >>> form(("fond",)), form(("aktieselskab",)), form(("sintef",))
    ('fond', 'as', '')
    """
    return _ENDS.get(words) or _BEGINS.get(words) or _WORDS.get(words, "")


def _short(legal_form: LegalForm) -> str:
    return key(legal_form.abbreviation).replace(" ", "")


def _ends() -> dict[Words, str]:
    ends: dict[Words, str] = {}
    for each in LEGAL_FORMS:
        at_the_end = (each.name, *each.spellings) if each.leads else (each.abbreviation, each.name, *each.spellings)
        for spelling in filter(None, at_the_end):
            words = tuple(key(spelling).split())
            ends.setdefault(words, _short(each))
            ends.setdefault(tuple(fold(word) if len(word) > _APART else word for word in words), _short(each))
            if max(map(len, words)) == 1:
                ends.setdefault(("".join(words),), _short(each))
            elif len(words) == 1 and len(words[0]) <= _APART:
                ends.setdefault(tuple(words[0]), _short(each))
    return ends


_ENDS = _ends()
_BEGINS = {tuple(key(lead).split()): _short(each) for each in LEGAL_FORMS for lead in each.leads}
_WORDS = {tuple(key(each.abbreviation).split()): _short(each) for each in LEGAL_FORMS}
_LONGEST = max(map(len, (*_ENDS, *_BEGINS)))
