"""The peer that a Django programmer would write in ten minutes: the same tables in Django's admin."""
