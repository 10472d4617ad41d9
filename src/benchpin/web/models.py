"""Database models: stored cases and API keys."""

import uuid

from django.db import models


class StoredCase(models.Model):
    """A case, which opens by its reference code. `content` is `profile.case.Case` as JSON."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    began = models.DateTimeField()
    used = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """The id, without anything about the person."""
        return f"case {self.id}"


class ApiKey(models.Model):
    """An API key: its purpose, its scopes, and when it was created, last used and revoked."""

    name = models.CharField(max_length=200)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """The purpose of the key, never the key itself."""
        return self.name
