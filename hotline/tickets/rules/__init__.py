"""The court's rules about tickets; each file one decision."""
