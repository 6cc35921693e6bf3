"""How records are found: names, queries, links between records, and the cards that answers are read from."""
