"""The ground floor: who supervises whom, where; and the supervision work itself.

Everything above (monitoring, certificates, credit, greenfood, emergency, and the assessment on the
roof) stands on the packages in here and never the other way round:
clock, regions, people, records, then subjects, facts, terms, files, jobs, notices, then desk.
"""
