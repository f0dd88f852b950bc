from . import enforcement, grid, ground, patrols

FAULTS = (*ground.FAULTS, *grid.FAULTS, *patrols.FAULTS, *enforcement.FAULTS)
