import { beforeAll, describe, expect, it } from 'vitest';
import { requestId } from '#shared/kit/ids.ts';
import type { MatterLinks } from '../../server/src/auth/matter-links.service.ts';
import { rejection } from '../support/outcome.ts';
import { People } from '../support/people.ts';

const DAY = 24 * 3_600_000;
const matter = requestId.parse('b'.repeat(24));
const citizen = { role: 'citizen', requestId: matter, consultationId: null, partyId: null, name: '李大娘' } as const;

let people: People;
let links: MatterLinks;

beforeAll(async () => {
  people = await People.build();
  links = people.auth.matterLinks;
});

describe('the personal links of a matter', () => {
  it('[AUTH20] a link opens its own matter as often as it is wanted, and nothing of it is stored but a hash', async () => {
    const { token } = await links.make(citizen);
    for (let visit = 0; visit < 3; visit += 1) {
      expect(await people.auth.sessions.authenticate('matter', token)).toMatchObject({
        role: 'citizen',
        requestId: matter,
      });
    }
    expect(await people.everythingStored()).not.toContain(token);
    expect(await people.auth.sessions.authenticate('staff', token)).toBeNull();
    expect(await people.auth.sessions.authenticate('matter', `${token.slice(0, -1)}x`)).toBeNull();
  });

  it('[AUTH21] it ends after 90 days, unless it was renewed', async () => {
    const kept = await links.make(citizen);
    const left = await links.make(citizen);
    await people.clock.advance(80 * DAY);
    expect(await links.renew(kept.id)).toBe(true);
    await people.clock.advance(20 * DAY);
    expect(await links.authenticate(kept.token)).not.toBeNull();
    expect(await links.authenticate(left.token)).toBeNull();
    expect(await rejection(links.open(left.token))).toMatchObject({ reason: 'link_invalid' });
  });

  it('[AUTH22] a revoked link opens nothing, and what it had opened is closed', async () => {
    const mine = await links.make(citizen);
    const other = await links.make({ ...citizen, role: 'party' });
    expect(await links.revokeOf(matter, { role: 'citizen' })).toBeGreaterThan(0);
    expect(await links.authenticate(mine.token)).toBeNull();
    expect(people.closed(mine.id)).toEqual(['revoked']);
    expect(await links.authenticate(other.token)).not.toBeNull();
  });
});
