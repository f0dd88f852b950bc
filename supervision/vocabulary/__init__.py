"""The words of the supervision work itself, one file per noun."""
