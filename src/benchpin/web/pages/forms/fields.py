"""What all forms share: their words come from the words of the pages, not from the code."""

import re
from typing import Any, ClassVar

from django import forms

from benchpin.web.app.engine import today
from benchpin.web.app.messages import all_messages, message

FIRST_YEAR = 1940
_MISTAKES = (
    "required", "invalid", "invalid_choice", "invalid_list", "min_value", "max_value",
    "max_length", "min_length", "null_characters_not_allowed", "missing", "empty",
)  # fmt: skip


_DOTTED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
"""A number with dots between its thousands: "42.000", "42.000,50"."""


class Amount(forms.FloatField):
    """A number as people write one: "42,000", "$42 000"; a text box, since wheels change others."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # as FloatField does
        """The number; commas, gaps and money signs are let go, "42k" and "42.000,50" are read."""
        thousands = False
        if isinstance(value, str):
            value = "".join(sign for sign in value.lower() if sign not in "$£€₹ \u00a0\u202f")
            if _DOTTED.fullmatch(value):
                value = value.replace(".", "").replace(",", ".")
            value = value.replace(",", "")
            thousands = value.endswith("k")
            value = value.removesuffix("k").removesuffix("years").removesuffix("year")
        number = super().to_python(value)
        return number * 1000 if thousands and number is not None else number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Phones show their number keys."""
        return {"inputmode": "decimal"}


class Year(forms.IntegerField):
    """A year, not later than `ahead` years from now; a text box too."""

    widget = forms.TextInput

    def __init__(self, *, ahead: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._ahead = ahead

    def validate(self, value: int | None) -> None:
        """Refuse a year of another age."""
        super().validate(value)
        last = today().year + self._ahead
        if value is not None and not FIRST_YEAR <= value <= last:
            raise forms.ValidationError(message("forms.year_between", first=FIRST_YEAR, last=last))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Phones show their number keys."""
        return {"inputmode": "numeric"}


class MessageForm(forms.Form):
    """A form whose labels, hints and complaints stand in the words of its `area`.

    The words of a field are `AREA.fields.NAME` with `label` and perhaps `hint` and `choices`.
    """

    area: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        told = all_messages()[self.area]["fields"]
        for name, field in self.fields.items():
            field.label = told[name]["label"]
            field.help_text = told[name].get("hint", "")
            field.error_messages.update({key: message(f"forms.{key}") for key in _MISTAKES})
            if isinstance(field, Amount):
                field.error_messages["invalid"] = message("forms.number")
            if isinstance(field, Year):
                field.error_messages["invalid"] = message("forms.year")
            if isinstance(field.widget, forms.Textarea):
                # A browser would cut what is pasted without a word; the form says that it is long.
                field.widget.attrs.pop("maxlength", None)
            if isinstance(field, forms.FileField):
                field.error_messages["required"] = message("forms.missing")
            if "choices" in told[name] and isinstance(field, forms.ChoiceField):
                field.choices = tuple(told[name]["choices"].items())
