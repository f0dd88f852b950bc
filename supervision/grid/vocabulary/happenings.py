"""Facts of others that the township's third "one" asks the ledger for: told by the monitoring room."""

SAMPLED = "monitoring.sampled"
RAPID_TESTED = "monitoring.rapid"
