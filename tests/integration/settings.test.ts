import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/harness.ts';
import { World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

describe('the rules of the county', () => {
  it('[SET3] keep who changed what, and of two at once the second undoes nothing', async () => {
    const { settings, revision } = await world.admin.call('getSettings', {});
    const longer = { ...settings, coveringMinutes: 20, calendar: [{ date: '2026-10-01', kind: 'off' as const }] };
    const after = await world.admin.call('changeSettings', { settings: longer, revision });
    expect(after.changes.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['calendar', '[]', '[{"date":"2026-10-01","kind":"off"}]'],
      ['coveringMinutes', '10', '20'],
    ]);
    const late = await world.admin.send('changeSettings', { settings: { ...settings, boardMinutes: 40 }, revision });
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict', reason: 'settings_changed' } });
    const both = [...longer.calendar, { date: '2026-10-02', kind: 'off' as const }];
    const next = { ...after.settings, calendar: both };
    const last = await world.admin.call('changeSettings', { settings: next, revision: after.revision });
    expect(last.changes[0]).toMatchObject({ key: 'calendar', from: '[]', to: '[{"date":"2026-10-02","kind":"off"}]' });
    expect(last.settings).toMatchObject({ coveringMinutes: 20, boardMinutes: 30 });
  });

  it('[SET2] a rule that a later version no longer has is left out', async () => {
    const stored = world.app.app.database.connection.collection('settings');
    await stored.updateOne({}, { $set: { 'values.mattersKeptYears': 5 } }, { upsert: false });
    const { settings } = await world.admin.call('getSettings', {});
    expect(settings).toMatchObject({ coveringMinutes: 20 });
    expect(settings).not.toHaveProperty('mattersKeptYears');
  });

  it('[SET2] a number out of its bounds and hours out of order are refused at their fields', async () => {
    const { settings, revision } = await world.admin.call('getSettings', {});
    const [morning] = settings.officeHours;
    const officeHours = [{ from: '13:30', to: '17:00' }, ...(morning ? [morning] : [])];
    const wrong = { ...settings, coveringMinutes: 0, officeHours };
    const refused = await world.admin.send('changeSettings', { settings: wrong, revision });
    expect(refused.ok ? [] : refused.error.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'settings.coveringMinutes', reason: 'too_small' }),
        expect.objectContaining({ path: 'settings.officeHours', reason: 'office_hours_order' }),
      ]),
    );
  });
});
