"""三个规定: the register of interference and contacts, and staff's relatives."""
