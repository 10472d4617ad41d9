"""Django's own commands: `python -m benchpin.web check --deploy`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchpin.web.settings")
    execute_from_command_line(["benchpin.web", *sys.argv[1:]])
