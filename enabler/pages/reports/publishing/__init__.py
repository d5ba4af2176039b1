"""Publishing a report, the reports that were published, and checking a print."""
