# The README's two commands on a slim Debian. Untested where it was written: no Docker there.
FROM python:3.12-slim-bookworm

RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && pip install --no-cache-dir uv

WORKDIR /filigrane
COPY . .
# The environment only: what is computed is computed by whoever runs the container.
RUN uv sync --quiet

CMD ["sh", "-c", "uv run dvc repro && uv run pytest"]
