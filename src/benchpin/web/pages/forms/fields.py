"""Base class and fields of the forms; labels, hints and errors come from the message files."""

import re
from typing import Any, ClassVar

from django import forms

from benchpin.web.app.engine import today
from benchpin.web.app.messages import all_messages, message

FIRST_YEAR = 1940
_ERROR_KEYS = (
    "required", "invalid", "invalid_choice", "invalid_list", "min_value", "max_value",
    "max_length", "min_length", "null_characters_not_allowed", "missing", "empty",
)  # fmt: skip


_DOTTED_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
"""A number with dots as thousands separators: "42.000", "42.000,50"."""


class Amount(forms.FloatField):
    """A number as people write it: "42,000", "$42 000".

    It is a text box: in a number box the mouse wheel changes the value by accident.
    """

    widget = forms.TextInput

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # as FloatField does
        """Parse the number; commas, spaces and currency signs are ignored, "42k" is 42,000."""
        thousands = False
        if isinstance(value, str):
            value = "".join(c for c in value.lower() if c not in "$£€₹ \u00a0\u202f")
            if _DOTTED_THOUSANDS.fullmatch(value):
                value = value.replace(".", "").replace(",", ".")
            value = value.replace(",", "")
            thousands = value.endswith("k")
            value = value.removesuffix("k").removesuffix("years").removesuffix("year")
        number = super().to_python(value)
        return number * 1000 if thousands and number is not None else number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let phones show their number keys."""
        return {"inputmode": "decimal"}


class Year(forms.IntegerField):
    """A year, not later than `ahead` years from now; a text box, as `Amount` is."""

    widget = forms.TextInput

    def __init__(self, *, ahead: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._ahead = ahead

    def validate(self, value: int | None) -> None:
        """Refuse a year before FIRST_YEAR or too far ahead."""
        super().validate(value)
        last = today().year + self._ahead
        if value is not None and not FIRST_YEAR <= value <= last:
            raise forms.ValidationError(message("forms.year_between", first=FIRST_YEAR, last=last))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let phones show their number keys."""
        return {"inputmode": "numeric"}


class MessageForm(forms.Form):
    """A form whose labels, hints and choices come from the message file `message_file`.

    The texts of a field stand there under `fields.NAME`: `label`, and perhaps `hint` and `choices`.
    The error messages of all fields are those of `forms.toml`.
    """

    message_file: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name, field in self.fields.items():
            self.set_messages(name, field)

    def set_messages(self, name: str, field: forms.Field) -> None:
        """Give a field its texts: label, hint, choices and error messages."""
        texts = all_messages()[self.message_file]["fields"][name]
        field.label = texts["label"]
        field.help_text = texts.get("hint", "")
        field.error_messages.update({key: message(f"forms.{key}") for key in _ERROR_KEYS})
        if isinstance(field, Amount):
            field.error_messages["invalid"] = message("forms.number")
        if isinstance(field, Year):
            field.error_messages["invalid"] = message("forms.year")
        if isinstance(field.widget, forms.Textarea):
            # A browser would cut pasted text silently; the form reports that it is too long.
            field.widget.attrs.pop("maxlength", None)
        if isinstance(field, forms.FileField):
            field.error_messages["required"] = message("forms.missing")
        if "choices" in texts and isinstance(field, forms.ChoiceField):
            field.choices = tuple(texts["choices"].items())
