// The kit starts here: its own files from the service worker, the declaration of acts, the device's store, then the screen of the address.

import { button, h, language, link, notice, say, setLanguage, tell } from './dom.mjs'
import { declare } from '../declared.mjs'
import { openStore } from '../store.mjs'
import { Vault } from '../vault.mjs'
import { Journal } from '../journal.mjs'
import { ownFile, readLaw } from './law.mjs'
import { enrolScreen, unlockScreen } from './lock.mjs'
import { casesScreen, newCaseScreen } from './cases.mjs'
import { caseScreen } from './case.mjs'
import { doScreen, menuScreen } from './doing.mjs'
import { lawScreen } from './interview.mjs'
import { lettersScreen, letterScreen } from './letters.mjs'
import { outboxScreen, sendAll } from './outbox.mjs'
import { settleScreen } from './settle.mjs'
import { deviceScreen } from './device.mjs'

const LOCK_AFTER_MS = 5 * 60000
const ROUTES = [
  [/^#\/$/, casesScreen], [/^#\/baru$/, newCaseScreen], [/^#\/perkara\/([^/]+)$/, caseScreen], [/^#\/perkara\/([^/]+)\/hukum$/, lawScreen],
  [/^#\/perkara\/([^/]+)\/semua$/, menuScreen], [/^#\/perkara\/([^/]+)\/beda$/, settleScreen], [/^#\/perkara\/([^/]+)\/surat$/, lettersScreen],
  [/^#\/perkara\/([^/]+)\/surat\/(.+)$/, letterScreen], [/^#\/perkara\/([^/]+)\/lakukan\/([a-z_0-9]+)(?:\?(.*))?$/, doScreen],
  [/^#\/kirim$/, outboxScreen], [/^#\/perangkat$/, deviceScreen],
]

const main = document.getElementById('isi'), top = document.getElementById('atas')

class App {
  constructor(store, pack) {
    Object.assign(this, { store, pack, declared: declare(pack), vault: new Vault(store), journal: null, law: null, update: null })
  }

  now() { return Date.now() }

  go(address) {
    if (location.hash === address) this.render()
    else location.hash = address
  }

  /** Opens the record once the vault is open. */
  async start() {
    this.journal = await Journal.open(this.vault, this.declared)
    this.law = this.journal.identity ? await readLaw(this.journal.identity.stage).catch(() => null) : null
    navigator.storage?.persist?.()
    this.touch()
    await this.render()
  }

  /** What is being written is on disk before the key is gone. */
  async lock() {
    await this.writing?.save()
    this.writing = null
    this.vault.lock()
    this.journal = null
    clearTimeout(this.timer)
    return this.render()
  }

  /** The line is back: what waits is sent at once, in the time there is. */
  async lineIsBack() {
    if (!this.journal?.unsent) return
    const done = await this.send().catch(() => null)
    if (!done || done.refused || !this.journal) return
    tell(say(`${done.sent} tindakan terkirim.`, `${done.sent} acts were sent.`))
    if (!this.writing) await this.render()
    else this.bar()
  }

  /** Sends and fetches; who asks while that goes on waits for the same. */
  send(onStep) {
    this.sending ??= sendAll(this, onStep).finally(() => { this.sending = null })
    return this.sending
  }

  touch() {
    clearTimeout(this.timer)
    if (this.journal) this.timer = setTimeout(() => this.lock(), LOCK_AFTER_MS)
  }

  async wipe() {
    await this.vault.wipe()
    this.journal = null
    tell(say('Semua data di perangkat ini sudah dihapus.', 'Everything on this device has been wiped.'))
    return this.render()
  }

  async render() {
    const screen = await this.screen()
    main.replaceChildren(...[this.update ? this.updateNotice() : null, screen].flat(4).filter(Boolean))
    this.bar()
    const heading = main.querySelector('h1')
    document.title = heading ? `${heading.textContent} – Rembuk` : 'Rembuk Lapangan'
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }) }
    scrollTo(0, 0)
  }

  async screen() {
    if (this.elsewhere) return [h('h1', {}, say('Rembuk terbuka di jendela lain', 'Rembuk is open in another window')), button(say('Pakai di sini', 'Use it here'), this.elsewhere, 'wide')]
    if (!this.journal?.identity) return (await this.vault.exists()) ? unlockScreen(this) : enrolScreen(this)
    for (const [pattern, screen] of ROUTES) {
      const found = pattern.exec(location.hash || '#/')
      if (found) return screen(this, ...found.slice(1).map((part) => part && decodeURIComponent(part)))
    }
    return casesScreen(this)
  }

  bar() {
    const other = language() === 'en' ? ['id', 'ID'] : ['en', 'EN']
    const switcher = h('button', { type: 'button', lang: other[0], 'aria-label': other[0] === 'en' ? 'EN, English' : 'ID, Bahasa Indonesia', onclick: () => this.speak(other[0]) }, other[1])
    if (!this.journal?.identity) return top.replaceChildren(h('div', { class: 'bar' }, h('span', { class: 'brand' }, 'Rembuk'), switcher))
    const { unsent } = this.journal, words = unsent ? say(`${unsent} belum dikirim`, `${unsent} unsent`) : say('✓ terkirim', '✓ sent')
    return top.replaceChildren(h('nav', { class: 'bar', 'aria-label': say('Utama', 'Main') }, link('#/', 'Rembuk', 'brand'), link('#/kirim', words, unsent ? 'count some' : 'count'),
      switcher, h('a', { href: '#/perangkat', 'aria-label': say('Perangkat', 'Device') }, '☰'), h('button', { type: 'button', onclick: () => this.lock() }, say('Kunci', 'Lock'))))
  }

  async speak(language_) {
    localStorage.setItem('bahasa', language_)
    setLanguage(language_)
    await this.words()
    return this.render()
  }

  /** The English words are a file of their own, fetched the first time somebody asks for them. */
  async words() {
    if (language() !== 'en') return
    const english = await ownFile('record-en').catch(() => null)
    if (!english) return tell('English needs a line the first time; names of forms stay Indonesian until then.')
    this.declared = declare(this.pack, english)
    this.journal?.redeclare(this.declared)
    if (this.law) this.law = await readLaw(this.law.stage).catch(() => this.law)
  }

  updateNotice() {
    const change = () => { navigator.serviceWorker.addEventListener('controllerchange', () => location.reload()); this.update.postMessage('switch') }
    return notice('', say('Versi baru aplikasi sudah di perangkat ini. Data dan isian tetap.', 'A new version is on this device. Data and entries stay.'), button(say('Pakai versi baru', 'Use the new version'), change, 'quiet'))
  }

  /** Keeps the kit's files for days without a line, and says when there are newer ones. */
  async serve() {
    if (!navigator.serviceWorker) return
    const registered = await navigator.serviceWorker.register('sw.js').catch(() => null)
    const offer = (worker) => { if (worker && navigator.serviceWorker.controller) { this.update = worker; this.render() } }
    offer(registered?.waiting)
    registered?.addEventListener('updatefound', () => {
      const worker = registered.installing
      worker.addEventListener('statechange', () => { if (worker.state === 'installed') offer(worker) })
    })
  }
}

/** One window at a time writes: two would give one number to two acts. The newest may take over. */
function alone(app, steal = false) {
  const begin = async (lock) => {
    app.elsewhere = lock ? null : () => alone(app, true)
    await app.render()
    if (!lock) return
    await app.serve()
    await new Promise(() => {})
  }
  return navigator.locks.request('rembuk', steal ? { steal } : { ifAvailable: true }, begin).catch(async (error) => {
    if (error?.name !== 'AbortError') throw error
    app.elsewhere = () => alone(app, true)
    await app.lock()
  })
}

async function start() {
  setLanguage(localStorage.getItem('bahasa') ?? 'id')
  try {
    const app = new App(await openStore(), await ownFile('record'))
    await app.words()
    addEventListener('hashchange', () => { app.writing?.save(); app.writing = null; app.render() })
    addEventListener('online', () => app.lineIsBack())
    addEventListener('visibilitychange', () => { if (document.hidden) app.writing?.save() })
    for (const name of ['pointerdown', 'keydown']) addEventListener(name, () => app.touch(), { passive: true })
    await alone(app)
  } catch (error) {
    main.replaceChildren(notice('bad', say('Aplikasi tidak dapat dibuka di perangkat ini.', 'The application cannot be opened on this device.'), String(error?.message ?? error)))
    throw error
  }
}

start()
