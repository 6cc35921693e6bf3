"""The terminal application. Textual is imported nowhere else."""
