"""The command line: options declared once, one module a command group, one place that writes to standard error."""
