import { findForbiddenImports } from './imports.mjs';

// A program of its own, since it needs Node 24 and the gate may have been started with an older one.
const { violations, unseen } = await findForbiddenImports();
for (const { rule, from, to } of violations) process.stdout.write(`${rule}: ${from} -> ${to}\n`);
for (const file of unseen) process.stdout.write(`not read by dependency-cruiser: ${file}\n`);
process.exit(violations.length + unseen.length === 0 ? 0 : 1);
