"""What a template says: single words, the lines above its table, and its rules."""

from __future__ import annotations

from zonedb.loading.kinds import FIELDS
from zonedb.office import words as office


def words(lang: str) -> dict[str, str]:
    """The single words of a language, by name."""
    return office.words("template", lang)


def prose(kind: str, lang: str) -> list[str]:
    """What the sheet of rules says before it lists the columns; at most nine lines."""
    loaded_as = "indicators" if kind == "wide" else kind
    readers = {field.reader: None for field in FIELDS.get(loaded_as, ())}
    about = office.words("about", lang)
    lines = [
        office.words("purpose", lang)[kind],
        about["rows"],
        about["headings"],
        *([about["wide"]] if kind == "wide" else ()),
        about["names" if readers else "ids"],
        *(about[reader] for reader in readers if reader in about),
        about["loading"],
    ]
    return [line.format(loaded_as) for line in lines]
