"""What every page shares: templating, the form bridge, errors, headers, access, sessions, drafts."""
