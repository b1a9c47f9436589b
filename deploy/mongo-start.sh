#!/usr/bin/env bash
# Writes the key that members of a replica set with authentication must share, where only mongod may read it, and goes on
# with the image's own start.
set -euo pipefail
key=/data/configdb/replica-key
printf '%s\n' "$MONGO_REPLICA_KEY" > "$key.new"
chmod 400 "$key.new"
chown mongodb:mongodb "$key.new"
mv -f "$key.new" "$key"
unset MONGO_REPLICA_KEY
exec docker-entrypoint.sh "$@"
