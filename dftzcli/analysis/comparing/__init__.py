"""Two to six of anything side by side: fields of records, figures as a matrix, and a score over either."""
