"""Finding records by words: text, numbers, sounds, questions, the thesaurus, the index, and the answers themselves."""
