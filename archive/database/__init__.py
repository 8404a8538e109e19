"""The archive's database: opened, its schema current, rows made of records and back."""
