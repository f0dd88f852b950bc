"""What the registers of this room can be narrowed by, one file per noun where there is more than a choice."""
