import { availableParallelism } from 'node:os';
import { z } from 'zod';

const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int(error).min(min, error).max(max, error);
};
const port = whole(0, 65_535);
const text = z.string().trim().min(1, 'must not be blank');

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting of the server: the keys are the names of the environment variables, the descriptions stand in README.md. */
export const configSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'must be production, development or test')
    .default('development')
    .describe('production: no sample county, strict checks'),
  PORT: port.default(3000).describe('port of the pages and the socket'),
  HOST: text.default('127.0.0.1').describe('address to listen on; 0.0.0.0 for all'),
  DATA_DIR: text.default('./data').describe('folder of the embedded database, secrets and files'),
  MONGODB_URI: text.optional().describe('a real MongoDB; without it the embedded engine is started'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://hall.example.cn' })
    .optional()
    .describe('address that people type; for links, QR codes and Secure cookies'),
  TLS_CERT: text.optional().describe('certificate file (PEM) if the server itself speaks https'),
  TLS_KEY: text.optional().describe('key file (PEM) of TLS_CERT'),
  TRUST_PROXY: text
    .optional()
    .describe('number of proxies in front, or their addresses; then X-Forwarded-For is believed'),
  SESSION_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters: openssl rand -hex 32')
    .optional()
    .describe('secret of sessions and links; made and kept in DATA_DIR when absent'),
  MEDIA_ANNOUNCED_ADDRESS: text
    .optional()
    .describe('address under which browsers reach the media ports; default HOST, or the address of this machine'),
  MEDIA_PORT: port.default(40_000).describe('first media port (UDP and TCP); one per worker follows; 0 for any'),
  MEDIA_WORKERS: whole(1, 64).default(availableParallelism()).describe('media workers; default one per core'),
  TURN_URL: z
    .string()
    .regex(/^turns?:/, 'must be like turn:turn.example.cn:3478')
    .optional()
    .describe('TURN server for networks that block UDP, e.g. turn:turn.example.cn:3478'),
  TURN_SECRET: text.optional().describe('shared secret of the TURN server (use-auth-secret)'),
  SMS_GATEWAY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('where SMS are posted to as JSON { id, phone, text }; without it clerks call'),
  SMS_GATEWAY_TOKEN: text.optional().describe('bearer token of the SMS gateway'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('mail server; without it no e-mail is sent'),
  MAIL_FROM: z.email().optional().describe('sender of e-mail; belongs to SMTP_URL'),
  FILE_SCANNER: text
    .optional()
    .describe('program that looks into each uploaded file, e.g. clamdscan: 0 clean, 1 infected'),
  LOG_LEVEL: z
    .enum(levels, `must be one of ${levels.join(', ')}`)
    .optional()
    .describe('least level that is logged; default info in production, else warn'),
  MEDIASOUP_WORKER_BIN: text.optional().describe('media worker binary; the set-up puts one into its cache'),
  EMBEDDED_ENGINE_DIR: text.optional().describe('folder of the embedded database engine; the set-up fills it'),
  CJK_FONT: text
    .optional()
    .describe('font with Chinese letters for records and agreements; default that of fonts-noto-cjk'),
  JAVA_BIN: text.default('java').describe('Java that runs the embedded engine'),
});

type LogLevel = NonNullable<z.infer<typeof configSchema>['LOG_LEVEL']>;
export type Config = Readonly<z.infer<typeof configSchema> & { publicUrl: string; logLevel: LogLevel }>;

const isLocalhost = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

type Given = { readonly [Key in keyof typeof configSchema.shape]?: string };

/** What one setting alone cannot tell. Looks at what was given, so that it is said beside whatever else is wrong. */
function crossChecks(given: Given): string[] {
  const problems: string[] = [];
  const pair = (a: 'TLS_CERT' | 'TURN_URL' | 'SMTP_URL', b: 'TLS_KEY' | 'TURN_SECRET' | 'MAIL_FROM'): void => {
    if ((given[a] === undefined) !== (given[b] === undefined))
      problems.push(`${a} and ${b} belong together: set both or none`);
  };
  pair('TLS_CERT', 'TLS_KEY');
  pair('TURN_URL', 'TURN_SECRET');
  pair('SMTP_URL', 'MAIL_FROM');
  if (given.SMS_GATEWAY_TOKEN !== undefined && given.SMS_GATEWAY_URL === undefined)
    problems.push('SMS_GATEWAY_TOKEN is of no use without SMS_GATEWAY_URL');
  if (given.MONGODB_URI === undefined && given.EMBEDDED_ENGINE_DIR === undefined)
    problems.push('MONGODB_URI is not set and there is no embedded engine: start with `npm start`, or set MONGODB_URI');
  if (given.NODE_ENV === 'production' && given.PUBLIC_URL !== undefined && URL.canParse(given.PUBLIC_URL)) {
    const url = new URL(given.PUBLIC_URL);
    if (url.protocol === 'http:' && !isLocalhost(url))
      problems.push(
        `PUBLIC_URL (${given.PUBLIC_URL}) must be https: browsers give no camera and microphone to other pages`,
      );
  }
  return problems;
}

/** Thrown with all that is wrong at once, one line each. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The settings are wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the settings once. An empty variable counts as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given: Given = Object.fromEntries(
    Object.keys(configSchema.shape).flatMap((key) => (env[key] ? [[key, env[key]]] : [])),
  );
  const parsed = configSchema.safeParse(given);
  const alone = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  const problems = [...alone, ...crossChecks(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const scheme = parsed.data.TLS_CERT === undefined ? 'http' : 'https';
  const publicUrl = (parsed.data.PUBLIC_URL ?? `${scheme}://localhost:${parsed.data.PORT}`).replace(/\/+$/, '');
  const logLevel = parsed.data.LOG_LEVEL ?? (parsed.data.NODE_ENV === 'production' ? 'info' : 'warn');
  return { ...parsed.data, publicUrl, logLevel };
}
