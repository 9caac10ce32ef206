"""What `./portal` runs on one machine: set-up, real PostgreSQL and Redis from wheels, and the processes.

Never in production.

`__main__` holds the verbs. `trouble` ← `processes` ← `home` ← `stores`, `libraries` ← `run`, `checks`, `manage`.
"""
