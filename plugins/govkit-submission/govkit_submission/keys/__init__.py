"""Keys: made, stored, trusted, rotated and revoked."""
