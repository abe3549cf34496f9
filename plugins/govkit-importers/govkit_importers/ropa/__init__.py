"""Records of processing and inventories in spreadsheets: headings and words in six languages become an inventory."""
