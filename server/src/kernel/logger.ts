import { type DestinationStream, type Logger, type LoggerOptions as PinoOptions, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export type LoggerOptions = {
  readonly level: LogLevel;
  /** Standard output when absent; a test gives a stream of its own. */
  readonly destination?: DestinationStream;
};

/** Keys whose values never reach a log, wherever they stand. Compared in lower case without `-` and `_`. */
const SECRET_KEY =
  /^(authorization|(set)?cookies?|.*(token|secret|password|passwordhash|phone|telephone|phonenumber)|mobile|pairingcode|otp|credentials?)$/;
/** `code` alone is also the word for error codes, so it is hidden only where it was typed in by somebody. */
const TYPED_IN = /^(input|body|query|payload|data)$/;
const DEEPEST = 6;
const HIDDEN = '[hidden]';

export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options: PinoOptions = {
    level,
    base: { pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }), log: (fields) => hideSecrets(fields) },
    serializers: { err: (error) => hideSecrets(stdSerializers.errWithCause(error)) },
    hooks: { streamWrite: hideInText },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function hideSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return hideIn(fields, '', 0);
}

function hideIn(fields: object, parentKey: string, depth: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    shown[key] = isSecret(key, parentKey) ? HIDDEN : shownValue(value, key, depth);
  }
  return shown;
}

function shownValue(value: unknown, key: string, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return depth >= DEEPEST ? '[deep]' : value.map((item) => shownValue(item, key, depth + 1));
  // Errors go to pino's serializer; what brings its own JSON form (dates, object ids) keeps it.
  if (value instanceof Error || 'toJSON' in value) return value;
  return depth >= DEEPEST ? '[deep]' : hideIn(value, key, depth + 1);
}

function isSecret(key: string, parentKey: string): boolean {
  const plain = key.replace(/[-_]/g, '').toLowerCase();
  return SECRET_KEY.test(plain) || (plain === 'code' && TYPED_IN.test(parentKey));
}

const MOBILE_NUMBER = /(?<![\dA-Za-z.-])(1[3-9]\d)\d{8}(?!\d)/g;
const LINK_IN_PATH = /\/(link|matter)\/[^/?#"\s\\]+/g;

/**
 * The net below the keys: mobile numbers and single-use links that got into a sentence or a path. A number keeps its length
 * in digits, so that the line stays valid JSON where it stood as a number.
 */
function hideInText(line: string): string {
  return line.replace(MOBILE_NUMBER, '$100000000').replace(LINK_IN_PATH, '/$1/[hidden]');
}
