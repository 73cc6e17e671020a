"""From the answers of a survey to what may be published of them."""
