"""The skills that somebody's own description of their work names, proposed for a yes or a no.

Shells read a profile with `with_proposals` before they ask for guidance, so that a file, a web form
and the API are read alike. What was written stays as it is, words that name no skill among it.
"""

from collections.abc import Iterator
from itertools import islice

from benchpin.catalog import Catalog
from benchpin.profile.model import Profile, ProfileSkill

MAX_POSITIONS = 40
"""How many positions are read, the first in the profile first."""
MAX_CHARACTERS = 5_000
"""How many characters of one description are read."""
MAX_TOTAL_CHARACTERS = 20_000
"""How many characters of all descriptions are read: reading takes about a second for 60,000."""


def proposed_from_text(profile: Profile, catalog: Catalog) -> tuple[ProfileSkill, ...]:
    """The skills that descriptions of work and `about` name and the profile does not list.

    Each comes once, as a proposal, at the highest level that is stated; `evidence` is the sentence,
    `file` the path of its text in the profile (`experience.0.did`), `start` and `end` the phrase.
    """
    listed_ids = {skill.skill for skill in profile.skills}
    proposals: dict[str, ProfileSkill] = {}
    for path, text in _descriptions(profile):
        # Imported only where there is a text: compiling the phrases takes most of a second.
        from benchpin.text.skills.spotter import spot_skills  # noqa: PLC0415

        for mention in spot_skills(text, catalog):
            previous = proposals.get(mention.skill)
            if mention.skill in listed_ids or (previous and previous.level >= mention.level):
                continue
            proposals[mention.skill] = ProfileSkill(
                skill=mention.skill,
                level=mention.level,
                status="proposed",
                evidence=" ".join(mention.text.split()),
                file=path,
                start=mention.start,
                end=mention.end,
            )
    return tuple(proposals.values())


def with_proposals(profile: Profile, catalog: Catalog) -> Profile:
    """The profile with the skills that its own descriptions name added as proposals."""
    proposals = proposed_from_text(profile, catalog)
    if not proposals:
        return profile
    return profile.model_copy(update={"skills": (*profile.skills, *proposals)})


def _descriptions(profile: Profile) -> Iterator[tuple[str, str]]:
    """The texts to read, with their paths, within the bounds of this module."""
    positions = enumerate(islice(profile.experience, MAX_POSITIONS))
    texts = [("about", profile.about), *((f"experience.{i}.did", p.did) for i, p in positions)]
    remaining = MAX_TOTAL_CHARACTERS
    for path, text in texts:
        read_text = (text or "")[: min(MAX_CHARACTERS, remaining)]
        remaining -= len(read_text)
        if read_text.strip():
            yield path, read_text
