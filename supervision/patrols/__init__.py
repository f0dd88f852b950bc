"""What supervision sees on the spot: visits with their checklists, rectification, production records."""
