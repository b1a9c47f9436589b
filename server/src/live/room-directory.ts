/** What the directory needs of a room; `LiveRoom` is one. */
type EnterableRoom = {
  leave(connectionId: string): void;
  disconnected(connectionId: string, lastSignAt: number): void;
};

/** Which room a connection is in. A connection is in at most one room: entering another one leaves the first. */
export type RoomDirectory<Room extends EnterableRoom> = {
  find(connectionId: string): Room | undefined;
  /** Called by rooms when they let a connection in. */
  enter(connectionId: string, room: Room): void;
  /** Called by rooms when a connection no longer speaks for anybody in them. */
  exit(connectionId: string, room: Room): void;
  /** To be called for every connection that ends; `lastSignAt` as in `LiveRoom.disconnected`. */
  disconnected(connectionId: string, lastSignAt: number): void;
};

export function createRoomDirectory<Room extends EnterableRoom>(): RoomDirectory<Room> {
  const rooms = new Map<string, Room>();
  return {
    find: (connectionId) => rooms.get(connectionId),
    enter(connectionId, room) {
      const before = rooms.get(connectionId);
      if (before === room) return;
      before?.leave(connectionId);
      rooms.set(connectionId, room);
    },
    exit(connectionId, room) {
      if (rooms.get(connectionId) === room) rooms.delete(connectionId);
    },
    disconnected: (connectionId, lastSignAt) => rooms.get(connectionId)?.disconnected(connectionId, lastSignAt),
  };
}
