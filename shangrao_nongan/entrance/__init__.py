"""The entrance: who is let in, how often one may try, with which password, and until when one stays in."""
