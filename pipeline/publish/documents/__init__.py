"""Parts of a document ↔ Word, OpenDocument, Markdown, HTML."""
