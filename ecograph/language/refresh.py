"""The texts of a scheduled run: one line fit for a mail."""

from ecograph.language import Words

HEAD = Words(*["{day} {time} UTC {title}: {said}"] * 3)

TRIAL = Words(
    "Dry run, nothing was written. {line}",
    "Prøvekørsel, intet blev skrevet. {line}",
    "Prøvekjøring, ingenting ble skrevet. {line}",
)

ENDS: dict[str, Words] = {
    "first": Words(
        "First snapshot, {name}: {organisations}, {projects}.",
        "Første øjebliksbillede, {name}: {organisations}, {projects}.",
        "Første øyeblikksbilde, {name}: {organisations}, {projects}.",
    ),
    "changed": Words(
        "{changes} Snapshot {name}.", "{changes} Øjebliksbillede {name}.", "{changes} Øyeblikksbilde {name}."
    ),
    "unchanged": Words(
        "No change. Snapshot {name} still holds.",
        "Ingen ændringer. Øjebliksbillede {name} gælder stadig.",
        "Ingen endringer. Øyeblikksbilde {name} gjelder fortsatt.",
    ),
    "stopped": Words(
        "Stopped, nothing was written: {drops}.",
        "Standset, intet blev skrevet: {drops}.",
        "Stanset, ingenting ble skrevet: {drops}.",
    ),
}
"""How a run ended."""

SAME_ROWS = Words(
    "No change in the tables and figures.",
    "Ingen ændringer i tabeller og nøgletal.",
    "Ingen endringer i tabeller og nøkkeltall.",
)
"""Said where a snapshot differs only in what was met and not understood, or in what is made for reading."""

DROPS: dict[str, Words] = {
    "table": Words(
        "table {name} fell from {before} to {now} rows",
        "tabellen {name} faldt fra {before} til {now} rækker",
        "tabellen {name} falt fra {before} til {now} rader",
    ),
    "source": Words(
        "source {name} fell from {before} to {now} rows",
        "kilden {name} faldt fra {before} til {now} rækker",
        "kilden {name} falt fra {before} til {now} rader",
    ),
}

KEPT_OF = Words(
    "{line} Source {name} failed; its data of {day} are kept.",
    "{line} Kilden {name} fejlede; dens data fra {day} er beholdt.",
    "{line} Kilden {name} feilet; dataene fra {day} er beholdt.",
)
KEPT = Words(
    "{line} Source {name} failed; its earlier data are kept.",
    "{line} Kilden {name} fejlede; dens tidligere data er beholdt.",
    "{line} Kilden {name} feilet; de tidligere dataene er beholdt.",
)
LEFT_OUT = Words(
    "{line} Source {name} failed and is left out.",
    "{line} Kilden {name} fejlede og er udeladt.",
    "{line} Kilden {name} feilet og er utelatt.",
)
THRESHOLDS = Words(*["{line} {thresholds}."] * 3)

THIS = Words("this snapshot", "dette øjebliksbillede", "dette øyeblikksbildet")
"""How a change report names the snapshot it lies in: its name would be a clock."""
