"""What a firm is eligible for: a profile held against the criteria that the records carry as data."""
