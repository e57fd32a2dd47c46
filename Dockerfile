# Ruascope: the pages by default, the worker and the migrations by another command (compose.yaml).
# PostgreSQL is not in it: give DATABASE_URL and SECRET_KEY, or their _FILE.
FROM node:24-bookworm-slim AS build
WORKDIR /srv/ruascope
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && rm -r .next/cache && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
# As package.json starts web and worker: memory is given back, and TypeScript is read once.
ENV MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=1048576 NODE_COMPILE_CACHE=/srv/ruascope/node_modules/.cache/ruascope
WORKDIR /srv/ruascope
COPY --from=build --chown=node:node /srv/ruascope ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "prisma/web.ts"]
