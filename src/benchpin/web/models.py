"""Database models: stored cases, what opens them, sessions, and API keys."""

import uuid

from django.db import models


class StoredCase(models.Model):
    """A case, sealed under a data key of its own; dates, version and size stay readable.

    `sealed` is `profile.case.Case` as JSON, encrypted (`cases/sealing.py`). `content` is the same
    in plain text, in rows of version 0.4 and earlier until they are next opened. `secret_id` names
    the secret under which the code was hashed. Only sessions of the current `session_round` are
    valid.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_hash = models.CharField(max_length=64, db_index=True)
    secret_id = models.CharField(max_length=16, default="", db_default="", db_index=True)
    content = models.JSONField(null=True, default=None)
    sealed = models.BinaryField(null=True, default=None)
    size = models.PositiveIntegerField(default=0, db_default=0)
    session_round = models.PositiveIntegerField(default=0, db_default=0)
    version = models.PositiveIntegerField(default=1)
    began = models.DateTimeField()
    used = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """The id, without anything about the person."""
        return f"case {self.id}"


class Wrap(models.Model):
    """The data key of a case, sealed under the key of one opener: a code or a session."""

    case = models.ForeignKey(StoredCase, on_delete=models.CASCADE, related_name="wraps")
    kind = models.CharField(max_length=16)
    salt = models.BinaryField()
    wrapped_key = models.BinaryField()

    def __str__(self) -> str:
        """The kind of the opener."""
        return f"{self.kind} of {self.case_id}"


class Session(models.Model):
    """A browser in which a case is open; of the id in its cookie only a SHA-256 is stored.

    `notes` are messages to show once, sealed under the key of the session.
    """

    id_hash = models.CharField(primary_key=True, max_length=64)
    wrap = models.OneToOneField(Wrap, on_delete=models.CASCADE, related_name="session")
    session_round = models.PositiveIntegerField()
    is_shared_computer = models.BooleanField(default=False)
    notes = models.BinaryField(null=True, default=None)
    began = models.DateTimeField()
    used = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Its case, never its id."""
        return f"session of {self.wrap_id}"


class ApiKey(models.Model):
    """An API key: its purpose, its scopes, and when it was created, last used and revoked."""

    name = models.CharField(max_length=200)
    key_hash = models.CharField(max_length=64, unique=True)
    secret_id = models.CharField(max_length=16, default="", db_default="", db_index=True)
    scopes = models.JSONField()
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """The purpose of the key, never the key itself."""
        return self.name
