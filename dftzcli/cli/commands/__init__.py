"""One module a command; each has an `app` of its own that is imported when the command is run."""
