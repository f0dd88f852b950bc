"""Numbers of the supervision work, for all counties (or townships) at once, in one grouped query each."""
