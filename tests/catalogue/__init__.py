"""The face of the core, and the truth of the shipped catalogue seen through it."""
