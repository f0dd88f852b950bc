from . import enforcement, grid, ground, patrols, records

FAULTS = (*ground.FAULTS, *records.FAULTS, *grid.FAULTS, *patrols.FAULTS, *enforcement.FAULTS)
