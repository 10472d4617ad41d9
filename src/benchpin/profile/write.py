"""A profile as the file that it is read from."""

import rtoml

from .model import SCHEMA, Profile


def as_toml(profile: Profile) -> str:
    """The profile file of a profile: what was said, in the order of the form, nothing else."""
    table = profile.model_dump(by_alias=True, exclude_defaults=True)
    parts = [{"schema": SCHEMA}, *({key: value} for key, value in table.items() if key != "schema")]
    return "\n".join(rtoml.dumps(part, pretty=True).strip() + "\n" for part in parts)
