from . import enforcement, grid, ground, patrols, private, records, typed

FAULTS = (
    *ground.FAULTS,
    *records.FAULTS,
    *typed.FAULTS,
    *private.FAULTS,
    *grid.FAULTS,
    *patrols.FAULTS,
    *enforcement.FAULTS,
)
