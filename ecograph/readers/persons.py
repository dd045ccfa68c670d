"""Which rows of a published list are a natural person in business, so that no person's name is kept.

A sole trader takes part under his or her own name. Three marks are listed here as data: words that a name holds
anywhere, words that are such a mark in one country only, and cells that a publisher leaves out for persons. A
name without any mark is kept: nothing but a mark tells a person from a body.
"""

from collections.abc import Sequence

import polars as pl

MARKS = (
    *("ENKELTMANDSVIRKSOMHED", "PERSONLIGT EJET VIRKSOMHED", "ENKELTPERSONFORETAK", "ENKELTMANNSFORETAK"),
    *("ENSKILD FIRMA", "ENSKILD NÄRINGSVERKSAMHET", "ENSKILD NÄRINGSIDKARE", "TOIMINIMI", "EINKAFIRMA"),
    *("SOLE TRADER", "SOLE PROPRIETOR", "SELF-EMPLOYED", "FREELANCER", "NATURAL PERSON", "PHYSICAL PERSON"),
    *("EINZELUNTERNEHMEN", "EINZELUNTERNEHMER", "EINZELUNTERNEHMERIN", "EINZELFIRMA", "FREIBERUFLICH"),
    *("EINGETRAGENER KAUFMANN", "EINGETRAGENE KAUFFRAU", "EENMANSZAAK", "EENPERSOONSZAAK"),
    *("ENTREPRENEUR INDIVIDUEL", "ENTREPRISE INDIVIDUELLE", "AUTO-ENTREPRENEUR", "AUTOENTREPRENEUR"),
    *("EMPRESARIO INDIVIDUAL", "EMPRESARIA INDIVIDUAL", "PERSONA FÍSICA", "PERSONA FISICA", "TRABAJADOR AUTÓNOMO"),
    *("TRABAJADOR AUTONOMO", "EMPRESÁRIO EM NOME INDIVIDUAL", "EMPRESARIO EM NOME INDIVIDUAL"),
    *("DITTA INDIVIDUALE", "IMPRESA INDIVIDUALE", "LIBERO PROFESSIONISTA"),
    *("JEDNOOSOBOWA DZIAŁALNOŚĆ", "JEDNOOSOBOWA DZIALALNOSC", "OSOBA FIZYCZNA", "OSVČ", "FYZICKÁ OSOBA"),
    *("EGYÉNI VÁLLALKOZÓ", "EGYENI VALLALKOZO", "PERSOANĂ FIZICĂ", "PERSOANA FIZICA", "ÎNTREPRINDERE INDIVIDUALĂ"),
    *("INTREPRINDERE INDIVIDUALA", "PREDUZETNIK", "PODUZETNIK", "SAMOSTOJNI PODJETNIK", "ATOMIKI EPICHEIRISI"),
)
"""Words that mark a sole trader wherever they stand in a name, in any country."""

LOCAL_MARKS = {
    "AT": r"E\. ?U\.?$",
    "DE": r"(E\. ?K\.?|EK|E\. ?KFM\.?|E\. ?KFR\.?)$",
    "DK": r"V/ ?\w+",
    "EE": r"FIE",
    "FI": r"TMI",
    "HR": r"OBRT",
    "HU": r"E\. ?V\.?$",
    "LV": r"IK$",
    "NO": r"V/ ?\w+",
    "RO": r"(P\. ?F\. ?A\.?|PFA|I\. ?I\.?|II)$",
    "RS": r"PR",
    "SI": r"(S\. ?P\.?|SP)$",
}
"""What marks a sole trader in one country: an expression that fits from the beginning of a word."""

BODY_WORDS = (
    *("A/S", "AB", "AG", "APS", "AS", "ASBL", "B.V.", "BV", "CO", "CORP", "CORPORATION", "D.O.O.", "E.V.", "EV"),
    *("GGMBH", "GMBH", "INC", "K.K.", "KG", "LIMITED", "LLC", "LTD", "N.V.", "NPC", "NV", "OY", "PLC", "S.A.", "S.L."),
    *("S.P.A.", "S.R.L.", "SA", "SARL", "SAS", "SL", "SPA", "SRL", "STICHTING", "VZW"),
    *("ACADEMY", "ASSOCIATION", "ASSOCIAZIONE", "BUND", "CENTER", "CENTRE", "CLINIC", "COLLEGE", "COUNCIL"),
    *("ELECTRONICS", "FOUNDATION", "FÆLLESRÅD", "HOSPITAL", "INSTITUTE", "INSTITUT", "SCHOOL", "UNIVERSITY"),
)
"""Words of which one shows that a body is meant, where a publisher left out the cells and not because of a person."""


def marked(names: Sequence[str], country: str) -> pl.Expr:
    """Return whether a row is marked as a sole trader by a word in its names.

    Args:
        names: The columns that hold a name.
        country: The column that holds the country as two capital letters; it may be null.

    >>> given = pl.DataFrame({"name": ["ANNA EKS S.P.", "EKS S.P.A.", "EKS - EINZELFIRMA"], "in": ["SI", "IT", None]})
    >>> given.select(marked(["name"], "in")).to_series().to_list()
    [True, False, True]
    """
    found = _holds(names, rf"\b({'|'.join(MARKS)})\b")
    for code, form in LOCAL_MARKS.items():
        found = found | (
            (pl.col(country) == code).fill_null(value=False) & _holds(names, rf"(^|[\s,;(-])({form})([\s,;)]|$)")
        )
    return found


def withheld(names: Sequence[str], blank: Sequence[str]) -> pl.Expr:
    """Return whether a publisher left out the cells of a row that it leaves out for a person.

    All of the cells are blank, and no word of ``BODY_WORDS`` stands in the names.

    Args:
        names: The columns that hold a name.
        blank: The columns that are blank for a person.

    >>> given = pl.DataFrame({"name": ["EKS ANNA", "Eks Ltd", "EKS BO"], "city": [None, None, "Ribe"]})
    >>> given.select(withheld(["name"], ["city"])).to_series().to_list()
    [True, False, False]
    """
    words = "|".join(word.replace(".", r"\.") for word in BODY_WORDS)
    body = _holds(names, rf"(^|[\s,(])({words})([\s,.;)]|$)")
    return pl.all_horizontal(pl.col(*blank).is_null()) & ~body


def _holds(names: Sequence[str], form: str) -> pl.Expr:
    return pl.any_horizontal(
        pl.col(name).str.to_uppercase().str.contains(form).fill_null(value=False) for name in names
    )
