"""The sections of a brief, each a function from the material to a section, or None where there is nothing to say."""
