"""Marks of origin in sample outputs: C2PA manifests, IPTC source types and China's AIGC metadata."""
