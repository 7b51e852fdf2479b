# docker build -t revox-for-slack . && docker run --env-file .env -v revox-data:/data revox-for-slack
# What runs is the bundle, which needs no package beside it. How to run it well: docs/operations.md.
# It is the same for every machine, so it is built as the building one.
FROM --platform=$BUILDPLATFORM node:24-slim AS build

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY src ./src
COPY demo ./demo
COPY verify ./verify
COPY scripts ./scripts
COPY deploy/revox-for-slack.service ./deploy/
COPY docs/revox.schema.json ./docs/
COPY README.md CHANGELOG.md LICENSE .env.example manifest.yml ./
RUN node scripts/build.ts
# The bot's own folder, made here so that nothing has to run on the machine that the image is for.
RUN mkdir -p -m 700 /made/data

FROM node:24-slim

# The port must be open to Docker's network; what of it is published is for `docker run` or compose.yaml to say.
# SQLite sorts what does not fit into memory in files, and /data is the only place where the bot may write.
ENV NODE_ENV=production HOST=0.0.0.0 DATABASE_URL=file:/data/revox.db SQLITE_TMPDIR=/data
# So that what is freed is given back.
ENV MALLOC_TRIM_THRESHOLD_=131072 MALLOC_ARENA_MAX=1

WORKDIR /app
COPY --from=build /app/dist ./
COPY --from=build --chown=node:node /made/ /

USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "healthy.js"]
CMD ["node", "--disable-sigusr1", "--max-semi-space-size=2", "--heap-growing-percent=100", "--expose-gc", "main.js"]
