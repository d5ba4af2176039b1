"""Who works here: accounts, passwords, sign-in, reach, and what somebody typed and has not saved."""
