"""The faults, by home."""

from . import assessment, certificates, credit, deciding, emergency, greenfood, laboratory, monitoring, supervision

FAULTS = (
    *supervision.FAULTS,
    *monitoring.FAULTS,
    *laboratory.FAULTS,
    *certificates.FAULTS,
    *credit.FAULTS,
    *greenfood.FAULTS,
    *emergency.FAULTS,
    *assessment.FAULTS,
    *deciding.FAULTS,
)
