import type { Connection } from 'mongoose';
import { type AccountRepo, createAccountRepo } from './account.repo.ts';
import { createDeviceRepo, type DeviceRepo } from './device.repo.ts';
import { createLinkRepo, type LinkRepo } from './link.repo.ts';
import { createMatterLinkRepo, type MatterLinkRepo } from './matter-link.repo.ts';
import { createSessionRepo, type SessionRepo } from './session.repo.ts';

export type AuthRepo = {
  accounts: AccountRepo;
  sessions: SessionRepo;
  devices: DeviceRepo;
  links: LinkRepo;
  matterLinks: MatterLinkRepo;
};

/** Everything of this module that is in the database. Called once per connection, before its indexes are made. */
export const createAuthRepo = (connection: Connection): AuthRepo => ({
  accounts: createAccountRepo(connection),
  sessions: createSessionRepo(connection),
  devices: createDeviceRepo(connection),
  links: createLinkRepo(connection),
  matterLinks: createMatterLinkRepo(connection),
});
