import type { HallId, PartId } from '#shared/kit/ids.ts';

type OfHall = { readonly id: PartId; readonly hallId: HallId };

/** Which photos each hall has that are there. In memory: 254 halls ask at once when a lecture ends, and most have none. */
export class PhotosOfHalls {
  readonly #ids = new Map<HallId, Set<PartId>>();

  of(hallId: HallId): ReadonlySet<PartId> {
    return this.#ids.get(hallId) ?? new Set();
  }

  add({ id, hallId }: OfHall): void {
    this.#ids.set(hallId, new Set(this.#ids.get(hallId)).add(id));
  }

  remove({ id, hallId }: OfHall): void {
    const ids = this.#ids.get(hallId);
    ids?.delete(id);
    if (ids?.size === 0) this.#ids.delete(hallId);
  }
}
