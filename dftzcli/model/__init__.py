"""What a record is and when it is true: typed records, vocabularies, periods, units and field specifications."""
