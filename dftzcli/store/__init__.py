"""Where records live: TinyDB on an atomic, locked file, a fast reader beside it, and the packaged data both start from.

Commands read through `snapshot`, which imports neither TinyDB nor the lock; `database` is for writing.
"""
