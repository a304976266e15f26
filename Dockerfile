# One image for the web server, the worker and the command line. docs/operations.md says how to run it.
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# As `npm run build`, and notes which sources it was made of, so that starting does not build again.
RUN node --import tsx --input-type=module -e "import { ensureBuild } from '#jobs/build.ts'; await ensureBuild();" \
  && rm -rf .next/cache

FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 WATTLE_DATA_DIR=/data
RUN install -d -o node -g node -m 0711 /data
COPY --from=packages /app/node_modules ./node_modules
COPY . .
# Next keeps finished pages in here.
COPY --from=build --chown=node:node /app/.next ./.next
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs, without npm between it and the signal to stop.
CMD ["node", "--import", "tsx", "jobs/start.ts"]
