/** From very unhappy to very happy, as in the contract; written here too, because the contract's own would bring zod along. */
export const faceValues = [1, 2, 3, 4, 5] as const;
