"""Readings of places where one that can be used is needed, or the error that says what to write."""

from benchpin.inputs.errors import AmbiguousArea, BadInput, UnknownName
from benchpin.inputs.suggestions import quote_for_message
from benchpin.reference.areas import Area
from benchpin.reference.place_index import PlaceChoice
from benchpin.reference.place_names import read_country_names
from benchpin.reference.places import PlaceReading

_HELP = "give a state, a city of a US metropolitan area, or an area code of BLS"


def require_settled(reading: PlaceReading, text: str | None) -> PlaceReading:
    """The reading of a text if it settles where that is, here or abroad; else raises BadInput."""
    if not reading.is_usable or (text is not None and reading.kind == "none"):
        raise _place_error(reading, text or "")
    return reading


def require_area(reading: PlaceReading, text: str) -> Area:
    """The area of a reading where one with figures is asked for; else raises BadInput."""
    area = _area_with_figures(reading)
    if area is None:
        raise _place_error(reading, text)
    return area


def _place_error(reading: PlaceReading, text: str) -> BadInput:
    """The error for a reading that settles nothing; `text` is what was written."""
    quoted = quote_for_message(text)
    match reading.kind:
        case "ambiguous":
            return _ambiguous(quoted, reading.choices)
        case "abroad":
            message = (
                f"{quoted} is in another country ({_country_name(reading)}), for which no pay or "
                "job counts are held; give a state or a city of the United States"
            )
            return UnknownName(message)
        case "contradiction":
            labels = tuple(choice.label for choice in reading.choices)
            message = (
                f"{quoted} reads as {' or '.join(map(repr, labels))}, and the country given is "
                f"{_country_name(reading)}; change one of them, or write the place with its country"
            )
            return UnknownName(message, labels)
        case "zip":
            message = (
                f"{quoted} is read as a ZIP code, which Benchpin cannot look up; "
                "write the town and its state, such as 'Providence, RI'"
            )
            return UnknownName(message)
        case "remote":
            message = (
                f"{quoted} is no place; write where you live, and for work from home "
                'work_modes = ["remote"] in the profile'
            )
            return UnknownName(message)
        case _:
            return _unknown(reading, text, quoted)


def _country_name(reading: PlaceReading) -> str | None:
    return read_country_names().get(reading.country or "", reading.country or "")


def _area_with_figures(reading: PlaceReading) -> Area | None:
    """The area of a reading where one with figures was asked for; None where there is none.

    A whole country has no figures, so the state Georgia is meant, and two letters are a state's
    code; five digits may be a code of BLS; a near spelling of a city is not passed over for its
    state.
    """
    match reading.kind:
        case "area" | "state":
            return reading.area
        case "in-state" if not reading.nearest:
            return reading.area
        case "zip" if reading.choices:
            return reading.choices[0].area
        case "ambiguous":
            choices = [choice for choice in reading.choices if choice.kind != "country"]
            coded = [choice for choice in choices if _is_postal_code(reading.text, choice)]
            choices = coded or choices
            return choices[0].area if len(choices) == 1 else None
    return None


def _is_postal_code(text: str, choice: PlaceChoice) -> bool:
    return choice.kind == "state" and text.upper() in choice.regions


def _unknown(reading: PlaceReading, text: str, quoted: str) -> UnknownName:
    prefix = text.partition(":")[0].strip().lower() if ":" in text else ""
    kind = {"state": "state", "metro": "metro area", "nonmetro": "nonmetro area"}.get(prefix)
    message = f"no such {kind or 'area'} {quoted}"
    if not reading.nearest:
        return UnknownName(f"{message}; {_HELP}")
    return UnknownName(
        f"{message}; nearest: {', '.join(map(repr, reading.nearest))}", reading.nearest
    )


def _ambiguous(quoted: str, choices: tuple[PlaceChoice, ...]) -> AmbiguousArea:
    """The error for a text that means several places, with a text for each that selects it."""
    noun = "areas" if all(choice.kind in ("state", "metro") for choice in choices) else "places"
    choice_list = ", ".join(map(_choice_phrase, choices))
    return AmbiguousArea(
        f"{quoted} names {len(choices)} {noun}; write one of {choice_list}",
        tuple(choice.label for choice in choices),
    )


def _choice_phrase(choice: PlaceChoice) -> str:
    if choice.kind == "country":
        return f"'{choice.label}' (the country)"
    name = choice.area.name if choice.area else choice.label
    if choice.kind == "state":
        name = f"the state {name}"
    return f"'{choice.label}'" if name == choice.label else f"'{choice.label}' ({name})"
