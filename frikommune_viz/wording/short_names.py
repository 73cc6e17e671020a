"""Names of three letters for the 98, where a tile of the map has no room for more.

A fixed list, each name its own: the first letters where nobody shares them, and two initials where
a name has two parts.
"""

from __future__ import annotations

from typing import Final

# fmt: off
SHORT_NAME: Final = {
    "101": "Kbh", "147": "Frb", "151": "Bal", "153": "Brø", "155": "Dra", "157": "Gen",
    "159": "Gla", "161": "Glo", "163": "Hrl", "165": "Alb", "167": "Hvi", "169": "H-T",
    "173": "L-T", "175": "Rød", "183": "Ish", "185": "Tår", "187": "Val", "190": "Fur",
    "201": "All", "210": "Fre", "217": "Hel", "219": "Hil", "223": "Hør", "230": "Rud",
    "240": "Ege", "250": "Frs", "253": "Gre", "259": "Køg", "260": "Hal", "265": "Ros",
    "269": "Sol", "270": "Gri", "306": "Ods", "316": "Hbk", "320": "Fax", "326": "Kal",
    "329": "Rgs", "330": "Sla", "336": "Ste", "340": "Sor", "350": "Lej", "360": "Lol",
    "370": "Næs", "376": "Gul", "390": "Vor", "400": "Bor", "410": "Mid", "420": "Ass",
    "430": "F-M", "440": "Ker", "450": "Nyb", "461": "Ode", "479": "Sve", "480": "Nrf",
    "482": "Lan", "492": "Ærø", "510": "Had", "530": "Bil", "540": "Søn", "550": "Tøn",
    "561": "Esb", "563": "Fan", "573": "Var", "575": "Vjn", "580": "Aab", "607": "Fri",
    "615": "Hor", "621": "Kol", "630": "Vej", "657": "Her", "661": "Hol", "665": "Lem",
    "671": "Str", "706": "Syd", "707": "Nrd", "710": "Fav", "727": "Odd", "730": "Ran",
    "740": "Sil", "741": "Sam", "746": "Ska", "751": "Aar", "756": "I-B", "760": "R-S",
    "766": "Hed", "773": "Mor", "779": "Ski", "787": "Thi", "791": "Vib", "810": "Brs",
    "813": "Frh", "820": "Ves", "825": "Læs", "840": "Reb", "846": "Mar", "849": "Jam",
    "851": "Aal", "860": "Hjø",
}
# fmt: on
"""Short name by municipality code."""
