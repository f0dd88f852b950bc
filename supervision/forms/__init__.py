"""The forms of this room: they check and keep what was typed; the services decide and write."""
