import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../support/settings.ts';

const enough = { MONGODB_URI: 'mongodb://127.0.0.1/x' };

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('[SYS1] settings are read once and reported whole', () => {
  it('has a default for everything but the database', () => {
    expect(readConfig(enough)).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      publicUrl: 'http://localhost:3000',
    });
  });

  it('names every wrong setting at once, in words, and what does not fit together beside it', () => {
    const wrong = {
      PORT: 'door',
      MEDIA_WORKERS: '0',
      SESSION_SECRET: 'short',
      PUBLIC_URL: 'hall',
      TLS_CERT: 'cert.pem',
    };
    const said = problemsOf({ ...enough, ...wrong })
      .split('\n')
      .slice(1);
    expect(said).toEqual([
      '  - PORT must be a whole number from 0 to 65535',
      '  - PUBLIC_URL must be an address like https://hall.example.cn',
      '  - SESSION_SECRET must have at least 32 characters: openssl rand -hex 32',
      '  - MEDIA_WORKERS must be a whole number from 1 to 64',
      '  - TLS_CERT and TLS_KEY belong together: set both or none',
    ]);
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig({ ...enough, PORT: '', PUBLIC_URL: '' }).PORT).toBe(3000);
  });

  it('refuses half of a pair', () => {
    expect(problemsOf({ ...enough, TURN_URL: 'turn:turn.example.cn' })).toContain('TURN_SECRET');
    expect(problemsOf({ ...enough, TLS_KEY: 'key.pem' })).toContain('TLS_CERT');
  });

  it('does not start in production under a public address where browsers give no camera', () => {
    expect(problemsOf({ ...enough, NODE_ENV: 'production', PUBLIC_URL: 'http://law.example.cn' })).toContain('https');
    expect(problemsOf({ ...enough, NODE_ENV: 'production', PUBLIC_URL: 'https://law.example.cn' })).toBe('');
    expect(problemsOf({ ...enough, NODE_ENV: 'production', PUBLIC_URL: 'http://localhost:8080' })).toBe('');
  });

  it('says what to do when there is no database at all', () => {
    expect(problemsOf({})).toContain('npm start');
  });
});
