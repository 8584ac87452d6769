"""The server, which reads the study while the browser opens, and the menu of pages."""
