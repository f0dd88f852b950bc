from . import enforcement, grid, ground, imported, patrols, records, typed

FAULTS = (
    *ground.FAULTS,
    *records.FAULTS,
    *typed.FAULTS,
    *imported.FAULTS,
    *grid.FAULTS,
    *patrols.FAULTS,
    *enforcement.FAULTS,
)
