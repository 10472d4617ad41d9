"""Long lists of choices, gone through once instead of at every look at a form."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.forms import BoundField
from django.utils.choices import BaseChoiceIterator
from markupsafe import Markup

Choice = tuple[str, str]
_OPTION = Markup('<option value="{}"{}>{}</option>\n')


class CachedChoiceIterator(BaseChoiceIterator):
    """Choices that are plain pairs; Django takes them as they are, and copies other lists."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._choices = tuple(choices)

    def __iter__(self) -> Iterator[Choice]:
        return iter(self._choices)


def options(bound: BoundField) -> Markup:
    """The options of a select, the chosen one marked."""
    value = bound.value()
    choices = tuple(bound.field.choices)  # type: ignore[attr-defined]  # selects have them
    return _drawn(choices, "" if value is None else str(value))


@lru_cache(maxsize=256)
def _drawn(choices: tuple[Choice, ...], chosen: str) -> Markup:
    return Markup("").join(
        _OPTION.format(value, Markup(" selected") if str(value) == chosen else "", label)
        for value, label in choices
    )
