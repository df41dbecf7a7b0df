// The device itself: whose it is, its PIN, its storage, and wiping it.

import { button, h, newId, notice, say, tell } from './dom.mjs'
import { WrongPin } from '../vault.mjs'

export async function deviceScreen(app) {
  const { identity, unsent } = app.journal, kept = await navigator.storage?.persisted?.(), size = await navigator.storage?.estimate?.()
  const old = pin(), fresh = pin(), problem = h('div', { role: 'alert' })
  const change = async (event) => {
    event.preventDefault()
    if (!/^\d{6,12}$/.test(fresh.value)) return problem.replaceChildren(notice('bad', say('PIN terdiri dari 6 sampai 12 angka.', 'The PIN has 6 to 12 figures.')))
    try { await app.vault.changePin(old.value, fresh.value) } catch (error) {
      if (!(error instanceof WrongPin)) throw error
      return problem.replaceChildren(notice('bad', say(`PIN lama salah. Sisa ${error.left} kali.`, `The old PIN is wrong. ${error.left} tries left.`)))
    }
    tell(say('PIN diganti.', 'The PIN was changed.'))
    app.render()
  }
  return [h('h1', {}, say('Perangkat ini', 'This device')),
    h('div', { class: 'sheet' }, h('p', {}, `${identity.author.name}, ${identity.place.name}`), h('p', { class: 'soft' }, say(`Kode ${identity.device}. Semua isi disandikan di bawah PIN; terkunci sendiri sesudah lima menit.`, `Code ${identity.device}. Everything is encrypted under the PIN; it locks itself after five minutes.`)),
      h('p', {}, kept ? say('✓ Peramban berjanji tidak membuang data ini.', '✓ The browser promises not to discard this data.') : say('Peramban belum menjamin penyimpanan. Pasang aplikasi ke layar utama, dan kirim sesering mungkin.', 'The browser does not guarantee storage yet. Install the application, and send as often as you can.')),
      size ? h('p', { class: 'soft small' }, `${Math.ceil(size.usage / 1024)} KB`) : null),
    h('form', { class: 'sheet', novalidate: true, onsubmit: change }, h('h2', {}, say('Ganti PIN', 'Change the PIN')), problem, labelled(say('PIN lama', 'Old PIN'), old), labelled(say('PIN baru', 'New PIN'), fresh), h('button', { type: 'submit', class: 'quiet' }, say('Ganti PIN', 'Change the PIN'))),
    wiping(app, unsent)]
}

const pin = () => h('input', { type: 'password', inputmode: 'numeric', class: 'pin', autocomplete: 'off', id: newId('pin') })
const labelled = (words, input) => h('div', { class: 'field' }, h('label', { for: input.id }, words), input)

/** Wiping asks for a word, and says what would be lost. */
function wiping(app, unsent) {
  const word = say('HAPUS', 'WIPE'), input = h('input', { id: newId('wipe'), autocomplete: 'off' })
  const wipe = () => (input.value.trim().toUpperCase() === word ? app.wipe() : tell(say(`Tulis ${word} dahulu.`, `Write ${word} first.`)))
  return h('details', { class: 'sheet' }, h('summary', {}, say('Hapus semua data di perangkat ini', 'Wipe everything on this device')),
    unsent ? notice('bad', say(`${unsent} tindakan belum terkirim dan akan hilang. Kirim atau simpan ke berkas dahulu.`, `${unsent} acts were not sent and would be lost. Send them or save them to a file first.`)) : null,
    labelled(say(`Tulis ${word} untuk menghapus`, `Write ${word} to wipe`), input), button(say('Hapus semua', 'Wipe everything'), wipe, 'danger'))
}
