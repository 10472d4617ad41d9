"""`python -m benchpin`: the same as the command."""

from benchpin.cli.main import run

run()
