// A WebSocket that the test plays, and messages of a server.

export class FakeSocket extends EventTarget {
  static opened = [];
  sent = [];
  closed = false;

  constructor(url, protocol) {
    super();
    this.url = url;
    this.protocol = protocol;
    FakeSocket.opened.push(this);
  }

  send(data) {
    this.sent.push(JSON.parse(data));
  }

  close() {
    this.closed = true;
  }

  receive(message) {
    const asIs = typeof message === 'string' || message instanceof ArrayBuffer;
    const data = asIs ? message : JSON.stringify(message);
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  lose(code, reason = '') {
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason }));
  }
}

export const HELLO = {
  type: 'hello',
  room: 'lobby',
  epoch: 'e1',
  seq: 41,
  window: 1000,
  online: 3,
  user: 'guest-me',
  limits: { text: 100, message: 200 },
};
export const batch = (seq, items, more = {}) => ({
  type: 'batch',
  room: 'lobby',
  epoch: 'e1',
  seq,
  online: 4,
  id: 107,
  at: 1000,
  items,
  ...more,
});
