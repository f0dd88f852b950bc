"""The faults, by home."""

from . import assessment, certificates, credit, emergency, greenfood, monitoring, supervision

FAULTS = (
    *supervision.FAULTS,
    *monitoring.FAULTS,
    *certificates.FAULTS,
    *credit.FAULTS,
    *greenfood.FAULTS,
    *emergency.FAULTS,
    *assessment.FAULTS,
)
