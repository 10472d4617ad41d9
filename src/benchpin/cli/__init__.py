"""The command line: one file a command, options that commands share, output."""
