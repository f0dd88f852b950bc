from . import enforcement, grid, ground, patrols, records, typed

FAULTS = (*ground.FAULTS, *records.FAULTS, *typed.FAULTS, *grid.FAULTS, *patrols.FAULTS, *enforcement.FAULTS)
