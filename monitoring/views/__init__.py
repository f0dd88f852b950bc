"""Pages the desk does not have: the laboratory's, which must not show where a sample comes from, and the quotas."""
