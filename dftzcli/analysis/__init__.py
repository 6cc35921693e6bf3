"""What can be concluded from the records: validation, coverage, arithmetic."""
