"""The Excel templates of this room."""
