// The line to the office: one place that knows `fetch`. A time-out grows with each failure; nothing is asked unless a person or the
// return of the line asks for it.

const FIRST_MS = 20000
const LONGEST_MS = 120000
let patience = FIRST_MS

/** {status, body}: what the office answers. Throws when no answer comes. */
export async function post(path, bytes, headers = {}) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), patience)
  try {
    const answer = await fetch(path, { method: 'POST', body: bytes, headers: { 'Content-Type': 'application/octet-stream', ...headers }, credentials: 'omit', cache: 'no-store', signal: stop.signal })
    const body = await answer.json().catch(() => null)
    patience = FIRST_MS
    return { status: answer.status, body }
  } catch (error) {
    patience = Math.min(LONGEST_MS, patience * 1.5)
    throw error
  } finally { clearTimeout(timer) }
}
