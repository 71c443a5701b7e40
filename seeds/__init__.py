"""The founding case as data. Read it through importlib.resources only."""
