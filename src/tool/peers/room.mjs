// One room of a peer: merges what is posted in a window into one batch, as docs/protocol.md has it, and sends it once.
export const WINDOW = 1000;
export const SUBPROTOCOL = "danmaku.v1.json";

export class Room {
  constructor(name, broadcast) {
    this.name = name;
    this.broadcast = broadcast;
    this.epoch = Date.now().toString(36);
    this.seq = 0;
    this.id = 0;
    this.online = 0;
    this.items = [];
    this.timer = null;
  }

  hello(user) {
    return JSON.stringify({
      type: "hello",
      room: this.name,
      epoch: this.epoch,
      seq: this.seq,
      window: WINDOW,
      online: this.online,
      user,
      limits: { text: 100, message: 16384 },
    });
  }

  // Returns the answer. The first post after a quiet window leaves at once, what follows with the window's end.
  post(message, user) {
    const { ref, text, mode, color, size } = JSON.parse(message);
    const id = ++this.id;
    this.items.push({ at: Date.now(), user, text, mode, color, size });
    if (this.timer === null) {
      this.tick();
    }
    return JSON.stringify({ type: "ack", ref, id });
  }

  tick() {
    if (this.items.length === 0) {
      this.timer = null;
      return;
    }
    this.timer = setTimeout(() => this.tick(), WINDOW);
    const items = this.items;
    this.items = [];
    const at = items[0].at;
    for (const item of items) {
      item.at = item.at === at ? undefined : item.at - at;
    }
    const first = this.id - items.length + 1;
    this.broadcast(
      JSON.stringify({
        type: "batch",
        room: this.name,
        epoch: this.epoch,
        seq: ++this.seq,
        online: this.online,
        id: first,
        at,
        items,
      }),
    );
  }
}

// The room that a path such as /danmaku/ws/rooms/lobby names.
export function rooms(broadcastTo) {
  const known = new Map();
  return (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (!known.has(name)) {
      known.set(name, new Room(name, (batch) => broadcastTo(name, batch)));
    }
    return known.get(name);
  };
}
