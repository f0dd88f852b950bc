"""The roof: settings, addresses, roles, the year-end assessment, home pages and the demo year."""
