"""Pages the desk does not have: choosing whom to visit, the steps of a matter, the 五个一 board."""
