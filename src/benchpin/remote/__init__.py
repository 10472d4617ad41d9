"""What the tasks of a role allow away from the workplace."""

from benchpin.remote.assess import Could, WorkModeOf, assess

__all__ = ["Could", "WorkModeOf", "assess"]
