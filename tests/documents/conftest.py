from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import profile, reference
from benchpin.catalog import Catalog
from benchpin.guidance import Guidance, advise
from benchpin.profile import Profile
from tests.documents.numbers import AS_OF

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return catalogs.load()


@pytest.fixture(scope="session")
def guided(catalog: Catalog) -> Callable[[str], Guidance]:
    """Guidance for an example by its name, worked out once."""
    data = reference.open()

    @cache
    def made(name: str) -> Guidance:
        person = profile.read(EXAMPLES / f"{name}.toml", catalog)
        return advise(person, catalog, data, as_of=AS_OF, draws=256)

    return made


@pytest.fixture(scope="session")
def hostile(catalog: Catalog) -> Guidance:
    """Guidance for somebody whose words are markup."""
    person = Profile.model_validate(
        {
            "experience": [{"title": "<script>alert(1)</script> | *bold* [a](http://evil) `x`"}],
            "skills": [{"skill": s} for s in ("soldering", "filing", "polishing")],
        }
        | {},
        strict=False,
    )
    return advise(person, catalog, reference.open(), as_of=AS_OF, draws=256)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "example" in metafunc.fixturenames:
        metafunc.parametrize("example", sorted(file.stem for file in EXAMPLES.glob("*.toml")))
