"""The verbs, one file per noun. Only these write."""
