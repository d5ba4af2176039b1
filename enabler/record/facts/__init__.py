"""The facts that rules take, of any choice of stays."""
