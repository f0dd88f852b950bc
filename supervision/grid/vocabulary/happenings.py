"""What the register tells; facts of others that the township's third "one" asks for: told by the monitoring room."""

from supervision.ground.facts import kind

SAMPLED = "monitoring.sampled"
RAPID_TESTED = "monitoring.rapid"

MERGED = kind("subject.merged", "重复登记合并")
