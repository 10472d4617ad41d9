"""The catalog that profiles are checked against."""

import pytest

from benchpin import catalog


@pytest.fixture(scope="session")
def real() -> catalog.Catalog:
    """The catalog that we ship."""
    return catalog.load()
