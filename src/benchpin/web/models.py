"""What the web app stores: one row a case, and the keys of the API."""

import uuid

from django.db import models


class StoredCase(models.Model):
    """A case, owned by whoever has its code. `content` is `profile.case.Case` as JSON."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    began = models.DateTimeField()
    used = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """The row, without anything about the person."""
        return f"case {self.id}"


class ApiKey(models.Model):
    """A key of the API: what it is for, what it may ask, and whether it still may."""

    name = models.CharField(max_length=200)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """What the key is for; never the key."""
        return self.name
