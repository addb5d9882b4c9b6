"""A synthetic country as the lake of all its cities, at any size: no database in between. See README.md."""
