"""The headers of every answer: nothing from elsewhere, nothing inline, nothing kept."""

from flask import Response, request

YEAR = 31_536_000


def put_headers(response: Response) -> Response:
    policy = {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    response.headers["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in policy.items())
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = (
            f"public, max-age={YEAR}, immutable" if request.args.get("v") else "no-cache"
        )
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
