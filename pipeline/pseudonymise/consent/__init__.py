"""What speakers allow: asked in their words, set by a person, held on every passage."""
