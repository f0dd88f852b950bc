"""Sameness: everything a state of the code shows on one stored database, as sorted lines of text.

Two states that show the same write the same lines, so `diff` tells whether a change of the code changed behaviour.
`bin/sameness A B` runs it. The parts: `adapter` is the only file that knows modules of the project, `text` turns an
answer into lines, `visit` asks the addresses, `collect` runs inside one state, `states` prepares and compares them.
"""
