"""Charts: each a plain function from numbers and labels to a ``Drawing``, and the formats a drawing is written in."""
