"""The desk's pages about complaints: the lists, the page of one, staff entry, and the opening of an identity."""
