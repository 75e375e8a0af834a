/** Questions and orders to the server. */

const BASE = 'api/';

/** Why the server did not do it: `code` is one of the protocol's, or `failed` where there was no answer. */
export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

/** @param {string} path */
export function ask(path) {
  return answer(fetch(BASE + path, { cache: 'no-store', headers: { Accept: 'application/json' } }));
}

/** Has something done. */
export function order(path, body) {
  return answer(
    fetch(BASE + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  );
}

/** Has something done that a moderator can do: in a room, or for null everywhere. */
export function moderate(room, act) {
  return order(room === null ? 'acts' : `rooms/${encodeURIComponent(room)}`, act);
}

async function answer(request) {
  let response;
  let body;
  try {
    response = await request;
    body = await response.json();
  } catch (error) {
    throw new ApiError('failed', String(error.message));
  }
  if (!response.ok) {
    throw new ApiError(String(body.code), String(body.detail));
  }
  return body;
}
