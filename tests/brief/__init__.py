"""Tests of the brief: what it says, who says so, and what each writer makes of it."""
