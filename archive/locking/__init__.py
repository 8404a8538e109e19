"""Who may do what at the same time: locks of files, and of whole runs."""
