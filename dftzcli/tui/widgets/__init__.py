"""Widgets of the application: they show what they are given, post what was asked for, and compute nothing."""
