// What the device keeps: four tables of IndexedDB, written in one transaction that is on disk when it returns.
//
// The store knows no key: `vault.mjs` gives it bytes. `keeping` is what it needs of a store, so that tests can bring one of their own:
//   get(table, key), all(table) -> [[key, value]], write([[table, key, value or undefined]]), clear()

const TABLES = ['kept', 'acts', 'drafts', 'media']

const finished = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

/** Opens the device's store, made the first time. A later version only adds tables: what was not sent stays. */
export async function openStore(name = 'rembuk') {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => { for (const table of TABLES) if (!opening.result.objectStoreNames.contains(table)) opening.result.createObjectStore(table) }
  const database = await finished(opening)
  database.onversionchange = () => database.close()
  return new Store(database)
}

class Store {
  constructor(database) { this.database = database }

  get(table, key) { return finished(this.database.transaction(table).objectStore(table).get(key)) }

  keys(table) { return finished(this.database.transaction(table).objectStore(table).getAllKeys()) }

  async all(table) {
    const from = this.database.transaction(table).objectStore(table)
    const [keys, values] = await Promise.all([finished(from.getAllKeys()), finished(from.getAll())])
    return keys.map((key, i) => [key, values[i]])
  }

  /** All of it or nothing, and on disk when this returns; `undefined` removes. */
  write(changes) {
    const transaction = this.database.transaction([...new Set(changes.map(([table]) => table))], 'readwrite', { durability: 'strict' })
    for (const [table, key, value] of changes) {
      const at = transaction.objectStore(table)
      if (value === undefined) at.delete(key)
      else at.put(value, key)
    }
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  }

  clear() {
    const transaction = this.database.transaction(TABLES, 'readwrite', { durability: 'strict' })
    for (const table of TABLES) transaction.objectStore(table).clear()
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
    })
  }
}
