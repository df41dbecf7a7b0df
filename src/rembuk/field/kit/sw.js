// Keeps the kit's own files so that it starts without a line. It never keeps what the record holds: those requests pass by untouched.
//
// A new version is fetched whole beside the old one and waits until the person agrees (message 'switch'); drafts and acts lie in the
// device's store, which this does not touch.

const VERSION = 'VERSION', SHELL = ['SHELL'], LATER = ['LATER'], BASE = '/lapangan/'
const CACHE = `rembuk-kit-${VERSION}`

async function fill() {
  const cache = await caches.open(CACHE), held = await laterHeld()
  await Promise.all([...SHELL, ...LATER.filter((name) => held.includes(name.split('.')[0]))].map(async (name) => {
    const known = await caches.match(BASE + name)
    const named = /\.[0-9a-f]{12}\./.test(name)
    await cache.put(BASE + name, named && known ? known : await whole(BASE + name))
  }))
}

async function whole(address) {
  const answer = await fetch(address, { cache: 'no-cache' })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer
}

/** Which of the files that are fetched only when needed the version in use has. */
async function laterHeld() {
  const names = []
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) names.push(new URL(request.url).pathname)
  return names.map((path) => path.slice(BASE.length).split('.')[0])
}

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith('rembuk-kit-') && name !== CACHE) await caches.delete(name)
  await self.clients.claim()
}

async function answer(request) {
  const cache = await caches.open(CACHE), kept = await cache.match(request.mode === 'navigate' ? BASE : request)
  if (kept) return kept
  const fetched = await fetch(request)
  if (fetched.ok && LATER.includes(new URL(request.url).pathname.slice(BASE.length))) await cache.put(request, fetched.clone())
  return fetched
}

self.addEventListener('install', (event) => event.waitUntil(fill()))
self.addEventListener('activate', (event) => event.waitUntil(tidy()))
self.addEventListener('message', (event) => { if (event.data === 'switch') self.skipWaiting() })
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url), name = pathname.slice(BASE.length)
  const ours = origin === self.location.origin && pathname.startsWith(BASE) && [...SHELL, ...LATER].includes(name)
  if (event.request.method === 'GET' && ours) event.respondWith(answer(event.request))
})
