"""`python -m benchpin`: the same as the command."""

from .cli import main

main()
