"""What follows from the right by which somebody lives in a home."""

from enabler.vocabulary import Tenancy

COURT_ORDER = frozenset({Tenancy.ASSURED, Tenancy.SECURE, Tenancy.INTRODUCTORY, Tenancy.DEMOTED})
NO_TENANT = frozenset({Tenancy.LICENCE, Tenancy.EXCLUDED, Tenancy.SUPPORTED, Tenancy.OWNER})


def needs_court_order(tenancy: str | None) -> bool | None:
    """Whether a landlord needs a court's order to end it; None where that depends, or the tenancy is not known.

    A licence, supported accommodation or a mortgage may need one or not, so none of them is answered here.
    Source: Protection from Eviction Act 1977 ss.3 and 3A; Shelter Legal, eviction of excluded occupiers.
    """
    if tenancy == Tenancy.EXCLUDED:
        return False
    return True if tenancy in COURT_ORDER else None


def hazards_are_timed(tenancy: str | None) -> bool | None:
    """Whether the time limits for hazards of social landlords cover it; None where the tenancy is not known.

    They cover tenancies, not licences, owners, shared owners, most supported and homelessness accommodation.
    Source: Landlord and Tenant Act 1985 ss.9A and 10A; the regulations of 2025, phase 1.
    """
    if tenancy in NO_TENANT:
        return False
    return True if tenancy in COURT_ORDER else None
