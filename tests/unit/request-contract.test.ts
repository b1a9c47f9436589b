import { describe, expect, it } from 'vitest';
import { matterRoutes } from '#shared/matters.ts';
import { requestRoutes } from '#shared/requests.ts';

const filing = {
  text: '邻居盖房占了我家的路',
  name: '李大娘',
  phone: '138 0000-1234',
  placeId: null,
  otherParty: '',
  guardian: '',
  readNotice: true,
  agreesSensitive: false,
  firm: null,
  browserKey: 'a'.repeat(16),
};
const phoneOf = (phone: string): unknown => {
  const parsed = matterRoutes.fileRequest.input.safeParse({ ...filing, phone });
  return parsed.success ? parsed.data.phone : null;
};

describe('[REQ3] what is filed', () => {
  it('one telephone is one value, however it is typed', () => {
    for (const typed of ['13800001234', '138 0000 1234', '138-0000-1234', '+8613800001234'])
      expect(phoneOf(typed)).toBe('13800001234');
    expect(phoneOf('0432-68221234')).toBe('043268221234');
    for (const wrong of ['12800001234', '1380000123', '一三八', '']) expect(phoneOf(wrong)).toBeNull();
  });

  it('is refused without the notice, without a text and with unknown fields', () => {
    const { input } = matterRoutes.fileRequest;
    expect(input.safeParse(filing).success).toBe(true);
    expect(input.safeParse({ ...filing, readNotice: false }).success).toBe(false);
    expect(input.safeParse({ ...filing, text: '房子' }).success).toBe(false);
    expect(input.safeParse({ ...filing, isUrgent: true }).success).toBe(false);
  });

  it('asks of each channel what it needs, and a window may file without a telephone', () => {
    const { phone: _phone, firm: _firm, browserKey: _key, ...common } = filing;
    const typed = { ...common, field: null, isUrgent: false };
    const { input } = matterRoutes.fileForCitizen;
    expect(input.safeParse({ ...typed, channel: 'hotline', phone: '' }).success).toBe(false);
    expect(input.parse({ ...typed, channel: 'window', phone: '' })).toMatchObject({ phone: null });
    expect(input.safeParse({ ...typed, channel: 'enterprise', phone: '13800001234' }).success).toBe(false);
    expect(input.safeParse({ ...typed, channel: 'assigned', phone: '' }).success).toBe(false);
    expect(input.safeParse({ ...typed, channel: 'app', phone: '13800001234' }).success).toBe(false);
  });

  it('has addresses of which none hides another', () => {
    const gets = Object.values(requestRoutes).filter(({ method }) => method === 'GET');
    const byId = gets.findIndex(({ path }) => path === '/api/requests/:requestId');
    for (const fixed of ['/api/requests/alarms', '/api/requests/board'])
      expect(gets.findIndex(({ path }) => path === fixed)).toBeLessThan(byId);
  });
});
