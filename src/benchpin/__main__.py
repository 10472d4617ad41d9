"""`python -m benchpin`: the same as the command."""

from benchpin.cli import main

main()
