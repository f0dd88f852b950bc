"""The migrations of the first release, by the sum of their files.

That release kept no record of what it applied, so a database it made is taken to hold exactly these. They never
change: tests/house/test_migrations.py holds the files to them. One file had to be touched when the functions that name
uploaded files moved to another module: it does the same to a database, and counts as what it was.
"""

SUMS = {
    "assessment.0001_initial": "71ecec4c8fb38b242450c4c6d2aa764a40f13487ea210dc3910e8176e73e33a0",
    "certificates.0001_initial": "7f59c9ff0c42d39e267b036433b1f7873fa74dd04c4d33055ba92b2b2cc3f7e6",
    "credit.0001_initial": "0afb05f18e047c589cc9e3a7ffecb01b61f5631ad3f593fe2c0b1f651aadefa6",
    "demo.0001_initial": "cf3fce023db3c32f4c2699f2beaa056eaa6bbc2f2efe28d56aeade487dac21d8",
    "emergency.0001_initial": "0075bb8a34119ab2d94b36ee2f26ab5d0f7fa5766b61e4dacf2adacf675215b1",
    "greenfood.0001_initial": "1e06afcaed979641fbfe6a21b29f6fb20d991d828758d775a565f99782578d13",
    "monitoring.0001_initial": "8a29b7be4692b00cdaad593980aa2bfead6d7b73883dd5cc6efd592b18576322",
    "supervision.0001_initial": "ace0de27b259684198f0a6a5cb7599f20abdb7129e22d4fd2fdf173d1ee260f3",
}

MOVED = {
    "a624038be40920d0cb9c8fdd92bc5c1049a50b37327a5663df915b2a5717d666": SUMS["supervision.0001_initial"],
}
