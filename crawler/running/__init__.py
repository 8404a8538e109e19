"""What a run is given, and holds while it lasts: arguments, settings, the archive."""
