/** Owners are participants' keys: the role first. */
const HALL = 'hall:';
/** The hall whose tracks have this owner; null for the desk's. */
export const hallOf = (owner: string): string | null => (owner.startsWith(HALL) ? owner.slice(HALL.length) : null);

/** From the desk: of the lecturer, or of whoever took the lecture over. */
export const isLecturers = ({ owner }: { owner: string }): boolean => hallOf(owner) === null;
