import { Types } from 'mongoose';

/** 24 hex characters that begin with the time of making, so that a sort by id is one by age. */
export const newId = (): string => new Types.ObjectId().toHexString();
