from . import enforcement, grid, ground, imported, patrols, private, records, review, typed

FAULTS = (
    *ground.FAULTS,
    *records.FAULTS,
    *typed.FAULTS,
    *imported.FAULTS,
    *private.FAULTS,
    *review.FAULTS,
    *grid.FAULTS,
    *patrols.FAULTS,
    *enforcement.FAULTS,
)
