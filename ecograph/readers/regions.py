"""The NUTS region of a municipality or postcode, so that bodies of the registers have a region.

Registers know the seat of a body by the number of its municipality. Norway renumbered its counties in 2018, 2020
and 2024; the codes here are those of NUTS 2021, in which the counties of 2020 are the regions, so that a number
of any of the three years leads to the same region. The numbers are facts of Kartverket and Statistisk sentralbyrå
(Norway), of Danmarks Statistik (Denmark: municipalities since 2007, regions and provinces) and of Eurostat
(NUTS 2021). The postcodes follow the list of municipalities and postcodes of PostNord and mapDK.
"""

import re
from bisect import bisect_right

_COUNTIES = {
    "01": "NO082",  # Østfold, to 2019
    "02": "NO082",  # Akershus, to 2019
    "03": "NO081",  # Oslo
    "04": "NO020",  # Hedmark, to 2019
    "05": "NO",  # Oppland, to 2019: most of it Innlandet, Jevnaker and Lunner Viken
    "06": "NO082",  # Buskerud, to 2019
    "07": "NO",  # Vestfold, to 2019: Svelvik went to Viken
    "08": "NO091",  # Telemark, to 2019
    "09": "NO092",  # Aust-Agder, to 2019
    "10": "NO092",  # Vest-Agder, to 2019
    "11": "NO0A1",  # Rogaland
    "12": "NO0A2",  # Hordaland, to 2019
    "14": "NO0A",  # Sogn og Fjordane, to 2019: Hornindal went to Møre og Romsdal
    "15": "NO0A3",  # Møre og Romsdal
    "16": "NO060",  # Sør-Trøndelag, to 2017
    "17": "NO060",  # Nord-Trøndelag, to 2017
    "18": "NO071",  # Nordland
    "19": "NO074",  # Troms, to 2019
    "20": "NO074",  # Finnmark, to 2019
    "21": "NO0B2",  # Svalbard
    "22": "NO0B1",  # Jan Mayen
    "30": "NO082",  # Viken, 2020 to 2023
    "31": "NO082",  # Østfold, from 2024
    "32": "NO082",  # Akershus, from 2024
    "33": "NO082",  # Buskerud, from 2024
    "34": "NO020",  # Innlandet, from 2020
    "38": "NO091",  # Vestfold og Telemark, 2020 to 2023
    "39": "NO091",  # Vestfold, from 2024
    "40": "NO091",  # Telemark, from 2024
    "42": "NO092",  # Agder, from 2020
    "46": "NO0A2",  # Vestland, from 2020
    "50": "NO060",  # Trøndelag, from 2018
    "54": "NO074",  # Troms og Finnmark, 2020 to 2023
    "55": "NO074",  # Troms, from 2024
    "56": "NO074",  # Finnmark, from 2024
}
"""The region of each number of a county; the code of the wider region where the county was divided."""

_REST = {"05": "NO020", "07": "NO091", "14": "NO0A2"}
"""The region of the municipalities of a divided county that did not leave it."""

_MOVED = {
    "0532": "NO082",  # Jevnaker
    "0533": "NO082",  # Lunner
    "0711": "NO082",  # Svelvik, now part of Drammen
    "1214": "NO0A1",  # Ølen, now part of Vindafjord
    "1444": "NO0A3",  # Hornindal, now part of Volda
    "1567": "NO060",  # Rindal
    "1571": "NO060",  # Halsa, now part of Heim
    "1852": "NO074",  # Tjeldsund
}
"""The municipalities that went to another region with the reforms."""

_PROVINCES = {
    "DK011": (101, 147, 155, 185),
    "DK012": (151, 153, 157, 159, 161, 163, 165, 167, 169, 173, 175, 183, 187),
    "DK013": (190, 201, 210, 217, 219, 223, 230, 240, 250, 260, 270),
    "DK014": (400, 411),
    "DK021": (253, 259, 265, 269, 350),
    "DK022": (306, 316, 320, 326, 329, 330, 336, 340, 360, 370, 376, 390),
    "DK031": (410, 420, 430, 440, 450, 461, 479, 480, 482, 492),
    "DK032": (510, 530, 540, 550, 561, 563, 573, 575, 580, 607, 621, 630),
    "DK041": (657, 661, 665, 671, 756, 760, 779, 791),
    "DK042": (615, 706, 707, 710, 727, 730, 740, 741, 746, 751, 766),
    "DK050": (773, 787, 810, 813, 820, 825, 840, 846, 849, 851, 860),
}
"""The numbers of the 98 municipalities and of Christiansø (411) by province."""

_MUNICIPALITIES = {number: code for code, numbers in _PROVINCES.items() for number in numbers}

_POSTCODES = (
    (800, 2635, "DK01"),
    (2650, 2665, "DK01"),
    (2670, 2690, "DK02"),
    (2700, 3660, "DK01"),
    (3700, 3790, "DK01"),
    (4030, 4040, "DK02"),
    (4050, 4050, "DK01"),
    (4060, 4990, "DK02"),
    (5000, 6823, "DK03"),
    (6840, 6862, "DK03"),
    (6893, 6990, "DK04"),
    (7000, 7080, "DK03"),
    (7130, 7150, "DK04"),
    (7171, 7171, "DK04"),
    (7182, 7250, "DK03"),
    (7280, 7280, "DK04"),
    (7300, 7321, "DK03"),
    (7362, 7680, "DK04"),
    (7700, 7755, "DK05"),
    (7770, 7770, "DK05"),
    (7790, 7884, "DK04"),
    (7900, 7990, "DK05"),
    (8000, 8963, "DK04"),
    (8981, 8983, "DK04"),
    (9000, 9493, "DK05"),
    (9510, 9541, "DK05"),
    (9560, 9610, "DK05"),
    (9640, 9990, "DK05"),
)
"""First and last postcode, and the region in which all of them lie; between two ranges lie postcodes of two regions.

Every postcode of the list is answered as the list has it. One that it lacks, such as that of a large receiver of
post, lies in a range when its neighbours on both sides lie in one region.
"""

_FIRST_POSTCODES = tuple(first for first, _, _ in _POSTCODES)


def norwegian(number: str) -> str | None:
    """Return the NUTS 2021 code of a Norwegian municipality or county.

    A municipality has four digits, of which the first two are its county; a county has two. The number may be of
    2018, 2020 or 2024. The code is that of the region (NUTS 3). For a former county that was divided it is the code
    of the smallest region that holds all its parts, ``NO`` at the widest. None for a number of no county.

    Args:
        number: The number with its leading zero, such as ``0301``.

    >>> norwegian("0301"), norwegian("4601"), norwegian("1201"), norwegian("3236"), norwegian("0532")
    ('NO081', 'NO0A2', 'NO0A2', 'NO082', 'NO082')
    >>> norwegian("14"), norwegian("05"), norwegian("9999")
    ('NO0A', 'NO', None)
    """
    if re.fullmatch(r"[0-9]{2}([0-9]{2})?", number) is None:
        return None
    county = number[:2]
    if county == number:
        return _COUNTIES.get(county)
    return _MOVED.get(number) or _REST.get(county) or _COUNTIES.get(county)


def danish(code: str) -> str | None:
    """Return the NUTS 2021 code (NUTS 3, a province) of a Danish municipality as it is since 2007, or None.

    The first four signs are the region (NUTS 2). Municipalities that were merged in 2007 have no code.

    Args:
        code: The number of the municipality with or without leading zeros, such as ``101`` or ``0101``.

    >>> danish("101"), danish("0461"), danish("751"), danish("999")
    ('DK011', 'DK031', 'DK042', None)
    """
    return _MUNICIPALITIES.get(int(code)) if re.fullmatch(r"0?[0-9]{3}", code) else None


def danish_postcode(postcode: str) -> str | None:
    """Return the NUTS 2021 code (NUTS 2, a region) of a Danish postcode; None when it lies in two regions.

    None too for a text that is not a postcode of four digits. Three digits are one that lost its leading zero.

    Args:
        postcode: The postcode, such as ``5000`` or ``0800``.

    >>> danish_postcode("5230"), danish_postcode("2100"), danish_postcode("4000"), danish_postcode("DK-5000")
    ('DK03', 'DK01', None, None)
    """
    if re.fullmatch(r"[0-9]{3,4}", postcode) is None:
        return None
    value = int(postcode)
    place = bisect_right(_FIRST_POSTCODES, value) - 1
    if place < 0:
        return None
    _, last, code = _POSTCODES[place]
    return code if value <= last else None
