"""Finding records by words: the derived index, what a query means, how hits are ranked, and why each one matched."""
