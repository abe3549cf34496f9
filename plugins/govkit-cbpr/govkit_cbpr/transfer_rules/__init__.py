"""The transfer engine: judges flows of personal data across borders by rule files that a lawyer can own."""
