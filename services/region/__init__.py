"""A region is a database; here it is made, kept, checked, saved and served."""
