"""Numbers for all counties (or townships) at once, in one grouped query each."""
