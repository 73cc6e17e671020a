"""What everything is made of: the codes with their order, the rows, and time."""
