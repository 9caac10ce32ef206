"""通报: drafted from the data, approved, published."""
