"""How records are found: by id and name, and by conditions on their fields and links."""
