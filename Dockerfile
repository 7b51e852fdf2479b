# docker build -t revox-for-slack . && docker run --env-file .env -v revox-data:/data revox-for-slack
# Node runs the TypeScript as it is, so there is nothing to build. How to run it well: docs/operations.md.
FROM node:24-slim

# The port must be open to Docker's network; what of it is published is for `docker run` or compose.yaml to say.
# SQLite sorts what does not fit into memory in files, and /data is the only place where the bot may write.
ENV NODE_ENV=production HOST=0.0.0.0 DATABASE_URL=file:/data/revox.db SQLITE_TMPDIR=/data

WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts
COPY src ./src
RUN mkdir -p -m 700 /data && chown node:node /data

USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "src/healthy.ts"]
CMD ["node", "--disable-sigusr1", "--max-semi-space-size=2", "src/main.ts"]
