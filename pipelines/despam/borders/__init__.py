"""The exact borders of a run."""
