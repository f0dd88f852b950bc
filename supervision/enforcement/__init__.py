"""What follows from a breach of the law: cases, from the lead to the decision."""
