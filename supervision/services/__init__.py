"""The verbs of the supervision work, one file per noun. Only these write."""
