"""Apart from storage.migrate, so that naming it does not load the database libraries."""

NEWER = (
    "The database was written by a newer version of duban; nothing was changed. "
    "Install that version, or name another database in DATABASE_URL."
)


class NewerDatabase(Exception):
    """The database has a shape that this version of the program does not know."""
