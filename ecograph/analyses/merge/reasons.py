"""Why a value in the tables of a merger is not known, in the tables and in words for each language.

They stand in one place so that no table can give a reason that a Danish or Norwegian reader sees in English.
"""

from ecograph.language import Words
from ecograph.metrics.concentration import NO_AMOUNT, NOTHING, OPEN
from ecograph.metrics.reported_members import NOT_REPORTED

VAGUE_AMOUNTS = "the amounts are vague or joint: the bounds of the difference are in the table hhi"
NO_FLOW = "no grant or payment to it is in the data"
FEW = "an amount is known for fewer than two of the merging bodies"
FEW_IN_BLOCK = "amounts are known for fewer than two bodies of a block that merges"
NOWHERE = "none of them lies between others"
TOO_FEW = "there are fewer than two organisations left"
NO_DATES = "a project has no start or no end"
NOT_ANY = "none of them is known to have any"

NO_SIZE_BEFORE = "no size of the merging bodies is reported"
NO_SIZE_AFTER = "no size of what came of it is reported"
TOO_VAGUE = "what is reported is too vague to tell"
NOT_BEFORE = "nothing of this was known before"
FEWER_AFTER = "fewer are known of the outcome, which may be gone or not known"
NO_SOURCE_BEFORE = "no source that was surely published before the decision speaks of it"

REASONS = {
    NO_AMOUNT: Words(en=NO_AMOUNT, da="intet beløb i euro er kendt", nb="ikke noe beløp i euro er kjent"),
    NOTHING: Words(en=NOTHING, da="alle beløb er nul", nb="alle beløp er null"),
    OPEN: Words(en=OPEN, da="et beløb har ingen øvre grænse", nb="et beløp har ingen øvre grense"),
    VAGUE_AMOUNTS: Words(
        en=VAGUE_AMOUNTS,
        da="beløbene er upræcise eller fælles: forskellens grænser står i tabellen hhi",
        nb="beløpene er upresise eller felles: grensene for forskjellen står i tabellen hhi",
    ),
    NO_FLOW: Words(
        en=NO_FLOW,
        da="data rummer intet tilskud og ingen betaling til den",
        nb="dataene har ikke noe tilskudd eller noen betaling til den",
    ),
    FEW: Words(
        en=FEW,
        da="et beløb er kendt for færre end to af dem, der fusionerer",
        nb="et beløp er kjent for færre enn to av dem som slås sammen",
    ),
    FEW_IN_BLOCK: Words(
        en=FEW_IN_BLOCK,
        da="et beløb er kendt for færre end to i en gruppe, der fusionerer",
        nb="et beløp er kjent for færre enn to i en gruppe som slås sammen",
    ),
    NOWHERE: Words(en=NOWHERE, da="ingen af dem ligger mellem andre", nb="ingen av dem ligger mellom andre"),
    TOO_FEW: Words(
        en=TOO_FEW, da="der er færre end to organisationer tilbage", nb="det er færre enn to organisasjoner igjen"
    ),
    NO_DATES: Words(
        en=NO_DATES, da="et projekt mangler start eller slutning", nb="et prosjekt mangler start eller slutt"
    ),
    NOT_ANY: Words(en=NOT_ANY, da="ingen af dem vides at have nogen", nb="det er ikke kjent at noen av dem har noen"),
    NOT_REPORTED: Words(en=NOT_REPORTED, da="intet medlemstal er oplyst", nb="ikke noe medlemstall er oppgitt"),
    NO_SIZE_BEFORE: Words(
        en=NO_SIZE_BEFORE,
        da="intet medlemstal er oplyst for dem, der fusionerede",
        nb="ikke noe medlemstall er oppgitt for dem som ble slått sammen",
    ),
    NO_SIZE_AFTER: Words(
        en=NO_SIZE_AFTER,
        da="intet medlemstal er oplyst for resultatet",
        nb="ikke noe medlemstall er oppgitt for resultatet",
    ),
    TOO_VAGUE: Words(
        en=TOO_VAGUE,
        da="det oplyste er for upræcist til at afgøre det",
        nb="det oppgitte er for upresist til å avgjøre det",
    ),
    NOT_BEFORE: Words(en=NOT_BEFORE, da="intet af dette var kendt før", nb="ingenting av dette var kjent før"),
    FEWER_AFTER: Words(
        en=FEWER_AFTER,
        da="færre er kendt for resultatet; resten kan være væk eller ukendt",
        nb="færre er kjent for resultatet; resten kan være borte eller ukjent",
    ),
    NO_SOURCE_BEFORE: Words(
        en=NO_SOURCE_BEFORE,
        da="ingen kilde, der med sikkerhed er udgivet før beslutningen, omtaler den",
        nb="ingen kilde som med sikkerhet er publisert før beslutningen, omtaler den",
    ),
}
"""The reasons in each language."""
