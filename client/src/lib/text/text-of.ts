/** The shape that a translation must have: the same keys, any words. A missing or surplus key does not compile. */
export type TextOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextOf<T[K]> };
