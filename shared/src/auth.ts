import { z } from 'zod';
import { accountRoles, everyone, matterRoles } from './kit/caller.ts';
import { event, route } from './kit/define.ts';
import { isoTime, line } from './kit/fields.ts';
import { accountId, consultationId, hallId, orgId, requestId } from './kit/ids.ts';
import { pageInput, pageOf } from './kit/paging.ts';

export const accountRole = z.enum(accountRoles);

/** Sign-in names: letters, digits, dot, dash; compared in lower case. */
export const signInName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9.-]{1,39}$/);
/** Length is what protects (NIST SP 800-63B): at least 10 characters, no rules on their kinds. */
export const newPassword = z.string().min(10).max(200);
const linkToken = z.string().min(20).max(200);

const accountState = z.enum(['active', 'locked']);

export const account = z.object({
  id: accountId,
  signInName,
  name: z.string(),
  roles: z.array(accountRole),
  orgId,
  orgName: z.string(),
  state: accountState,
  hasPassword: z.boolean(),
  lastSignInAt: isoTime.nullable(),
});
export type Account = z.infer<typeof account>;

/** Who the page is acting as. */
export const me = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody') }),
  z.object({
    kind: z.literal('staff'),
    accountId,
    name: z.string(),
    role: accountRole,
    roles: z.array(accountRole),
    orgId,
    orgName: z.string(),
    orgPath: z.string(),
    hasPassword: z.boolean(),
  }),
  z.object({ kind: z.literal('hall'), hallId, name: z.string(), townshipName: z.string() }),
  z.object({
    kind: z.literal('matter'),
    role: z.enum(matterRoles),
    requestId,
    consultationId: consultationId.nullable(),
    name: z.string(),
  }),
]);
export type Me = z.infer<typeof me>;

const accountFields = {
  name: line(40),
  roles: z.array(accountRole).min(1).max(accountRoles.length),
  orgId,
};
const admin = ['admin'] as const;
const staff = accountRoles;

export const authRoutes = {
  whoAmI: route({
    method: 'GET',
    path: '/api/session',
    input: z.strictObject({}),
    output: me,
    roles: everyone,
    audit: false,
    repeat: 'natural',
  }),
  /** Wrong name and wrong password get the same answer after the same time: `unauthenticated/wrong_credentials`. */
  signIn: route({
    method: 'POST',
    path: '/api/session',
    input: z.strictObject({ signInName: z.string().trim().max(80), password: z.string().max(200) }),
    output: me,
    roles: everyone,
    audit: { object: null },
    repeat: 'natural',
    limit: 'signIn',
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    input: z.strictObject({}),
    output: z.object({}),
    roles: everyone,
    audit: { object: null },
    repeat: 'natural',
  }),
  /** What a link would do, so that the page can ask before it acts: a preview never uses a link up. */
  previewLink: route({
    method: 'POST',
    path: '/api/links/preview',
    input: z.strictObject({ token: linkToken }),
    output: z.object({ kind: z.enum(['account', 'hall']), name: z.string(), expiresAt: isoTime }),
    roles: everyone,
    audit: false,
    repeat: 'natural',
    limit: 'pairing',
  }),
  /** Uses a single-use link up: signs its account in, or makes this browser the PC of its hall. `not_found/link_invalid` for used, expired, altered ones alike. */
  openLink: route({
    method: 'POST',
    path: '/api/links/open',
    input: z.strictObject({ token: linkToken }),
    output: me,
    roles: everyone,
    audit: { object: null },
    repeat: 'natural',
    limit: 'pairing',
  }),
  /** As `previewLink`, for the personal link of a matter, which may be opened any number of times until it expires or is revoked. */
  previewMatterLink: route({
    method: 'POST',
    path: '/api/matter/preview',
    input: z.strictObject({ token: linkToken }),
    output: z.object({ role: z.enum(matterRoles), name: z.string(), expiresAt: isoTime }),
    roles: everyone,
    audit: false,
    repeat: 'natural',
    limit: 'pairing',
  }),
  /** Makes this browser the bearer of the matter's link: the cookie of identity `matter`. `not_found/link_invalid` as for other links. */
  openMatterLink: route({
    method: 'POST',
    path: '/api/matter/open',
    input: z.strictObject({ token: linkToken }),
    output: me,
    roles: everyone,
    audit: { object: null },
    repeat: 'natural',
    limit: 'pairing',
  }),
  /** Acts in another of one's roles from now on; open sockets of the session are closed and come back in the new role. */
  actAs: route({
    method: 'PUT',
    path: '/api/session/role',
    input: z.strictObject({ role: accountRole }),
    output: me,
    roles: staff,
    audit: { object: null, fields: ['role'] },
    repeat: 'natural',
  }),
  /** `current` is needed when there is a password; all other sessions of the account end. */
  setPassword: route({
    method: 'PUT',
    path: '/api/session/password',
    input: z.strictObject({ current: z.string().max(200).optional(), next: newPassword }),
    output: z.object({}),
    roles: staff,
    audit: { object: null },
    repeat: 'natural',
    limit: 'signIn',
  }),
  listAccounts: route({
    method: 'GET',
    path: '/api/accounts',
    input: z.strictObject({ ...pageInput, search: z.string().trim().max(40).optional() }),
    output: pageOf(account),
    roles: admin,
    audit: false,
    repeat: 'natural',
  }),
  createAccount: route({
    method: 'POST',
    path: '/api/accounts',
    input: z.strictObject({ ...accountFields, signInName }),
    output: account,
    roles: admin,
    audit: { object: null, fields: ['signInName', 'roles', 'orgId'] },
    repeat: 'key',
  }),
  /** Taking a role away ends the sessions that act in it. */
  updateAccount: route({
    method: 'PUT',
    path: '/api/accounts/:accountId',
    input: z.strictObject({ accountId, ...accountFields }),
    output: account,
    roles: admin,
    audit: { object: 'accountId', fields: ['roles', 'orgId'] },
    repeat: 'natural',
  }),
  /** Locking ends every session of the account within a second. One cannot lock oneself. */
  lockAccount: route({
    method: 'POST',
    path: '/api/accounts/:accountId/lock',
    input: z.strictObject({ accountId }),
    output: account,
    roles: admin,
    audit: { object: 'accountId' },
    repeat: 'natural',
  }),
  unlockAccount: route({
    method: 'POST',
    path: '/api/accounts/:accountId/unlock',
    input: z.strictObject({ accountId }),
    output: account,
    roles: admin,
    audit: { object: 'accountId' },
    repeat: 'natural',
  }),
  /** A single-use sign-in link (15 min) to hand over; a new one makes the account's older ones void. */
  makeSignInLink: route({
    method: 'POST',
    path: '/api/accounts/:accountId/link',
    input: z.strictObject({ accountId }),
    output: z.object({ url: z.string(), expiresAt: isoTime }),
    roles: admin,
    audit: { object: 'accountId' },
    repeat: 'secret',
  }),
  /** Ends every session of the account, here and now. */
  revokeSessions: route({
    method: 'POST',
    path: '/api/accounts/:accountId/revoke',
    input: z.strictObject({ accountId }),
    output: z.object({ ended: z.number().int() }),
    roles: admin,
    audit: { object: 'accountId' },
    repeat: 'natural',
  }),
};

export const authEvents = {
  /** The session behind this socket is over; the server closes the socket after it. */
  'session:ended': event({
    payload: z.object({ reason: z.enum(['revoked', 'unpaired', 'superseded']) }),
    roles: everyone,
  }),
};
