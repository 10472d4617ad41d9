"""Long lists of choices, rendered once instead of each time that a form is shown."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.forms import BoundField
from django.utils.choices import BaseChoiceIterator
from markupsafe import Markup

Choice = tuple[str, str]
_OPTION = Markup('<option value="{}"{}>{}</option>\n')


class CachedChoiceIterator(BaseChoiceIterator):
    """Choices as plain pairs of value and label; Django copies other lists, but not this type."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._choices = tuple(choices)

    def __iter__(self) -> Iterator[Choice]:
        return iter(self._choices)


def options(field: BoundField) -> Markup:
    """The HTML options of a select field, with its value selected."""
    value = field.value()
    choices = tuple(field.field.choices)  # type: ignore[attr-defined]  # selects have them
    return _options_html(choices, "" if value is None else str(value))


@lru_cache(maxsize=256)
def _options_html(choices: tuple[Choice, ...], chosen: str) -> Markup:
    return Markup("").join(
        _OPTION.format(value, Markup(" selected") if str(value) == chosen else "", label)
        for value, label in choices
    )
