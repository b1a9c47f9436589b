/** Types of stored fields, so that required and empty mean the same in every collection. */
export const text = { type: String, required: true } as const;
export const maybeEmpty = { type: String, default: '' } as const;
export const textOrNull = { type: String, default: null } as const;
export const time = { type: Date, required: true } as const;
export const timeOrNull = { type: Date, default: null } as const;
export const number = { type: Number, required: true } as const;
export const numberOrNull = { type: Number, default: null } as const;
export const flag = { type: Boolean, required: true } as const;
