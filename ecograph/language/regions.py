"""The names of regions, which are the same in every language."""

REGIONS: dict[str, str] = {
    "DK01": "Hovedstaden",
    "DK02": "Sjælland",
    "DK03": "Syddanmark",
    "DK04": "Midtjylland",
    "DK05": "Nordjylland",
    "NO02": "Innlandet",
    "NO06": "Trøndelag",
    "NO07": "Nord-Norge",
    "NO08": "Oslo og Viken",
    "NO09": "Agder og Sør-Østlandet",
    "NO0A": "Vestlandet",
    "NO0B": "Svalbard og Jan Mayen",
}
"""The Danish and Norwegian NUTS 2 regions by their own names, as Eurostat lists them (NUTS 2021)."""
