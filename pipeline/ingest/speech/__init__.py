"""Paragraphs → who speaks, when, and who asks: turn-taking read off a transcript."""
