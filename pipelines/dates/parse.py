"""The date that a string gives: our own reading first, dateparser behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.dates.context import Context
from pipelines.dates.general import parse_generally
from pipelines.dates.labels import Role, role_of
from pipelines.dates.lunar import read_lunar
from pipelines.dates.moment import Moment
from pipelines.dates.numerals import normalise
from pipelines.dates.reading import read_whole, readings
from pipelines.dates.relative import read_relative

NOWHERE = Context()
"""A context that knows nothing: no fetch time, no address."""

_ADOPTED = re.compile(r"[^\d]{0,40}?(?:通过|施行|修订|修正|批准|生效)[)\]]?")
"""What follows the date of a law: when it was adopted, not when the page came out."""
_PRINTED = re.compile(r"\s?印发[)\]]?\s*$")
"""What ends the imprint of a document: 某县人民政府办公室 2023年5月4日印发."""
_BRACKETS = " \t\r\n\xa0\u3000[]()【】|<>"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a string and what its label makes of it."""

    moment: Moment
    role: Role
    label: str
    yearless: bool = False


def parse(text: str, context: Context = NOWHERE) -> Moment | None:
    """Return when the thing was published that ``text`` dates, or None.

    Labels count: ``发布时间`` beats a bare date, ``有效期至`` is never taken.
    """
    normal = normalise(text)
    found = dated(normal, context)
    if found:
        best = max(found, key=lambda one: one.role)
        return best.moment if best.role is not Role.OTHER else None
    return read_alone(normal, context) or parse_generally_plausible(normal, context)


def read_alone(normal: str, context: Context) -> Moment | None:
    """Return the date that a normalised string is as a whole: an epoch, 3小时前, 农历二月初二."""
    core = normal.strip(_BRACKETS)
    for read in (read_whole, read_relative, read_lunar):
        if moment := read(core, context):
            return moment
    return None


def dated(normal: str, context: Context) -> list[Dated]:
    """Return every date in a normalised string, with the role its label gives it, in order."""
    found, previous_end = [], 0
    for reading in readings(normal, context):
        role, label = role_of(normal[previous_end : reading.start])
        if _ADOPTED.match(normal, reading.end):
            role, label = Role.OTHER, "通过"
        elif _PRINTED.match(normal, reading.end):
            role, label = Role.OTHER, "印发"
        found.append(Dated(reading.moment, role, label, reading.yearless))
        previous_end = reading.end
    return found


def parse_generally_plausible(normal: str, context: Context) -> Moment | None:
    """Return dateparser's reading of a string, if it is a day on which a page can have come out."""
    moment = parse_generally(normal.strip(_BRACKETS), context.base)
    return moment if moment and context.plausible(moment.day) else None
