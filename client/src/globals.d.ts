/** Put in place by Vite's `define` (vite.config.ts); read by lib/env.ts only. */
declare const __CONTRACT__: import('./lib/http-client.ts').ContractFacts;
