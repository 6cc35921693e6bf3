"""The writers of a brief: one module a format, each from the document to bytes, always the same."""
