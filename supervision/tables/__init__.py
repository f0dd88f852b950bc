"""The registers of this room, each declared once."""
