"""The home page, the start of a case, and the ways back to one."""
