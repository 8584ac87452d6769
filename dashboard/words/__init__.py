"""What several pages say, in French; what one page says stands in its folder."""
