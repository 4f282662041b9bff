# One image with everything that `make run` installs; `elbraum up` supervises PostgreSQL and web.

FROM node:22-bookworm-slim AS web
WORKDIR /app/web
COPY web/package.json web/package-lock.json web/.npmrc* ./
RUN npm ci --no-audit --no-fund
COPY tiles /app/tiles
COPY geo/words /app/geo/words
COPY web ./
RUN npm run build

FROM debian:bookworm-slim AS python
RUN apt-get update -q \
  && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends python3 python3-venv \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
RUN python3 -m venv .venv
COPY requirements.lock ./
RUN .venv/bin/python -m pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md ./
COPY geo geo
COPY services services
COPY tiles tiles
COPY scenarios scenarios
RUN .venv/bin/python -m pip install --no-cache-dir --no-build-isolation --no-deps -e . \
  && .venv/bin/python -m compileall -q geo services tiles scenarios

FROM debian:bookworm-slim
# Without its own cluster: Elbraum makes a private one in the volume.
RUN mkdir -p /etc/postgresql-common/createcluster.d \
  && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/elbraum.conf \
  && apt-get update -q \
  && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends \
    python3 postgresql postgresql-postgis tini \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --user-group --uid 10001 --home-dir /var/lib/elbraum --create-home elbraum
COPY --from=python /app /app
COPY --from=web /app/web/dist /app/web/dist
ENV PATH=/app/.venv/bin:$PATH \
  ELBRAUM_CONTAINER=true \
  ELBRAUM_STATE_DIR=/var/lib/elbraum/state
USER elbraum
WORKDIR /var/lib/elbraum
VOLUME /var/lib/elbraum
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["elbraum", "status"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "-s", "-g", "--"]
CMD ["elbraum", "up", "--sample", "demo"]
