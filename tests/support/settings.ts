export { ConfigError, configSchema, readConfig } from '../../server/src/config.ts';
