"""One module a stage: a pure function of artefacts and settings."""
