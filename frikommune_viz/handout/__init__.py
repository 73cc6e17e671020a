"""One page to hand out: content from the rows, as PDF and as HTML."""
