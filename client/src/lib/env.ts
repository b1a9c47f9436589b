import type { ContractFacts } from './http-client.ts';

/** Version, methods and paths of the contract, as it was when this client was built. */
export const contract: ContractFacts = __CONTRACT__;
