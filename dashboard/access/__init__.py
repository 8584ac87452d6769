"""Which study is shown, who looks at it, and what they may see and do."""
