"""The words, one file per noun."""
