"""What leaves the service and who vouches for it: published reports, prints, confirmations."""
