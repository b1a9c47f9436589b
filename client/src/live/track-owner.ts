/** Owners are participants' keys: the role first. */
export const isLecturers = ({ owner }: { owner: string }): boolean => owner.startsWith('lecturer:');

const HALL = 'hall:';
/** The hall whose tracks have this owner; null for the desk's. */
export const hallOf = (owner: string): string | null => (owner.startsWith(HALL) ? owner.slice(HALL.length) : null);
