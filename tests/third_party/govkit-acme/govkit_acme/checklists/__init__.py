"""The checklist of the plugin, as data."""
