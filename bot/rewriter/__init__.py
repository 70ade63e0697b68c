"""A second reading, off by default: what the grammar cannot read, put into one line that it can."""
