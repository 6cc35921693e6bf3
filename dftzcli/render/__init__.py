"""How a result becomes bytes: one module a format, one registry, one sink."""
