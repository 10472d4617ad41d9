"""PDF through Typst: a template of ours, and what it shows as data.

Texts reach the template as JSON and are set as they are: nothing in them is read as markup or code.
"""

import json
from collections.abc import Mapping
from typing import Any

from benchpin.documents.render.html import TEMPLATES
from benchpin.inputs.errors import MissingExtra


def as_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF that a template makes of data; MissingExtra where Typst is not installed."""
    try:
        import typst  # noqa: PLC0415 - an extra: only who asks for a PDF needs it
    except ImportError:
        raise MissingExtra(
            "a PDF needs the extra 'pdf': pip install 'benchpin[pdf]'; without it, write a file "
            "that ends in .html and print it"
        ) from None
    pdf: bytes = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
    )
    return pdf
