"""Whether the tests see a mistake: realistic faults of the office's rules, planted one by one (`bin/mutate`).

mutmut and cosmic-ray were looked at: they change operators and constants wherever they find them, thousands of times,
and run the whole suite (or a fixed part) for each; they take no list of one's own and choose no tests. What we want to
know is whether a rule of the office can be got wrong unnoticed, so the faults are written down, each with its tests.
"""
