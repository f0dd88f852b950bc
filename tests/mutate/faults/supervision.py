from . import enforcement, grid, ground, imported, patrols, private, records, typed

FAULTS = (
    *ground.FAULTS,
    *records.FAULTS,
    *typed.FAULTS,
    *imported.FAULTS,
    *private.FAULTS,
    *grid.FAULTS,
    *patrols.FAULTS,
    *enforcement.FAULTS,
)
