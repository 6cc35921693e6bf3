"""How a result becomes bytes: what each format writes, and what no data may do to a terminal, a table or a page."""
