"""明察暗访: plans, checklists, visits and findings."""
