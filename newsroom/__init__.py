"""The engine: what plugins, checks and commands share, one room for each subject.

It knows nothing of Pelican, but for the room `build`, which runs it. The rooms have an order, in
which imports go one way; `tests/test_architecture.py` holds it.
"""
