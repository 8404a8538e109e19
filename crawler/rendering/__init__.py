"""Pages that need a browser to have content, where the catalogue says ``render = true``."""
