"""The ledger as a workbook: written by xlsxwriter, read back (and other offices' read) by python-calamine."""
