// Everything on the device is encrypted: AES-GCM under a data key that lies wrapped under the PIN (PBKDF2, SHA-256).
//
// The number of tries is written down before each one, so that pulling the battery gives no further try: after three wrong ones the
// wait doubles, and after the last one everything is wiped. The data key cannot be read back out of the browser while it is open.
// What a table and key name stays readable to whoever holds the disk; what stands in it does not.

const LEAST_ITERATIONS = 310000
const MOST_ITERATIONS = 2000000
const WANTED_MS = 700
const FREE_TRIES = 3
export const MOST_TRIES = 10
const FIRST_WAIT_MS = 30000
export const LEAST_PIN = 6

const text = new TextEncoder(), plain = new TextDecoder()

export class WrongPin extends Error {
  constructor(left, until) { super('wrong pin'); this.left = left; this.until = until }
}

async function keyUnder(pin, salt, iterations) {
  const secret = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, secret, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

/** So many iterations as take this device about 0.7 s, never fewer than 310,000. */
async function measured() {
  const start = performance.now()
  await keyUnder('0', new Uint8Array(16), 50000)
  const each = Math.max(performance.now() - start, 1) / 50000
  return Math.min(MOST_ITERATIONS, Math.max(LEAST_ITERATIONS, Math.round(WANTED_MS / each)))
}

export class Vault {
  #key = null

  constructor(store, now = () => Date.now()) {
    this.store = store
    this.now = now
  }

  get isOpen() { return this.#key !== null }

  async exists() { return Boolean(await this.store.get('kept', 'lock')) }

  /** A new data key under this PIN. */
  async create(pin, iterations) {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'])
    await this.#wrap(key, pin, iterations)
    await this.unlock(pin)
  }

  async #wrap(key, pin, iterations) {
    const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12)), rounds = iterations ?? await measured()
    const wrapped = await crypto.subtle.wrapKey('raw', key, await keyUnder(pin, salt, rounds), { name: 'AES-GCM', iv })
    await this.store.write([['kept', 'lock', { salt, iv, rounds, wrapped: new Uint8Array(wrapped), tries: 0, until: 0 }]])
  }

  async #unwrap(lock, pin, extractable) {
    const under = await keyUnder(pin, lock.salt, lock.rounds)
    return crypto.subtle.unwrapKey('raw', lock.wrapped, under, { name: 'AES-GCM', iv: lock.iv }, { name: 'AES-GCM' }, extractable, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'])
  }

  /** How long to wait before the next try, in milliseconds, and how many tries are left. */
  async waiting() {
    const lock = await this.store.get('kept', 'lock')
    return { ms: Math.max(0, (lock?.until ?? 0) - this.now()), left: MOST_TRIES - (lock?.tries ?? 0) }
  }

  /** Opens the vault. Raises WrongPin; the last wrong try wipes everything and answers false. */
  async unlock(pin) {
    this.#key = await this.#tried(pin, false)
    return this.#key !== null
  }

  async #tried(pin, extractable) {
    const lock = await this.store.get('kept', 'lock')
    if (lock.until > this.now()) throw new WrongPin(MOST_TRIES - lock.tries, lock.until)
    const tries = lock.tries + 1, wait = tries < FREE_TRIES ? 0 : FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES)
    await this.store.write([['kept', 'lock', { ...lock, tries, until: this.now() + wait }]])
    try {
      const key = await this.#unwrap(lock, pin, extractable)
      await this.store.write([['kept', 'lock', { ...lock, tries: 0, until: 0 }]])
      return key
    } catch {
      if (tries < MOST_TRIES) throw new WrongPin(MOST_TRIES - tries, this.now() + wait)
      await this.wipe()
      return null
    }
  }

  /** Another PIN for the same data. Raises WrongPin for the old one. */
  async changePin(old, pin) {
    const key = await this.#tried(old, true)
    if (key) await this.#wrap(key, pin)
  }

  lock() { this.#key = null }

  /** Nothing is left: no data, no key. */
  async wipe() {
    this.#key = null
    await this.store.clear()
  }

  async #sealed(table, key, bytes) {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: text.encode(`${table} ${key}`) }, this.#key, bytes)
    return { iv, data: new Uint8Array(data) }
  }

  async #opened(table, key, kept) {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv, additionalData: text.encode(`${table} ${key}`) }, this.#key, kept.data))
  }

  /** The JSON value under a key; null when there is none. */
  async read(table, key) {
    const kept = await this.store.get(table, key)
    return kept ? JSON.parse(plain.decode(await this.#opened(table, key, kept))) : null
  }

  async readBytes(table, key) {
    const kept = await this.store.get(table, key)
    return kept ? this.#opened(table, key, kept) : null
  }

  /** Every [key, JSON value] of a table. */
  async all(table) {
    const rows = await this.store.all(table)
    return Promise.all(rows.map(async ([key, kept]) => [key, JSON.parse(plain.decode(await this.#opened(table, key, kept)))]))
  }

  /** Writes [table, key, JSON value | Uint8Array | undefined], all or nothing. */
  async write(changes) {
    const sealed = await Promise.all(changes.map(async ([table, key, value]) => {
      if (value === undefined) return [table, key, undefined]
      return [table, key, await this.#sealed(table, key, value instanceof Uint8Array ? value : text.encode(JSON.stringify(value)))]
    }))
    await this.store.write(sealed)
  }

  /** A private key wrapped under the data key, and back, so that it lies encrypted too and never leaves the browser in clear. */
  async wrapPrivate(key) {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    return { iv: [...iv], key: [...new Uint8Array(await crypto.subtle.wrapKey('pkcs8', key, this.#key, { name: 'AES-GCM', iv }))] }
  }

  unwrapPrivate({ iv, key }) {
    return crypto.subtle.unwrapKey('pkcs8', Uint8Array.from(key), this.#key, { name: 'AES-GCM', iv: Uint8Array.from(iv) }, 'Ed25519', false, ['sign'])
  }
}
