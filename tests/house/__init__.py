"""The rules of the house, one a file: what is worth telling twice is told by a test."""
