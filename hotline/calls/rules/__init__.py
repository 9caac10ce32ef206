"""The arithmetic of telephone calls: pure functions, everything given."""
