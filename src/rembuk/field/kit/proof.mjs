// Proof taken on the device: a signature drawn with a finger, a photograph made small, a short recording.
//
// Each piece is kept encrypted under the digest of its bytes; the act names only the digest.

import { button, h, say, tell } from './dom.mjs'
import { hex } from '../chain.mjs'

const MOST_BYTES = 200 * 1024
const LONGEST_SIDE = 1280
const MOST_SECONDS = 60

/** Keeps bytes as a piece of proof; its digest. */
export async function keepProof(vault, bytes, type) {
  const digest = hex(await crypto.subtle.digest('SHA-256', bytes))
  await vault.write([['media', digest, bytes], ['kept', `media ${digest}`, { type, size: bytes.length, sent: false }]])
  return digest
}

const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer())
const blobOf = (canvas, type, quality) => new Promise((resolve) => canvas.toBlob(resolve, type, quality))

/** A photograph as JPEG of at most 200 KB: first smaller, then coarser. */
export async function reduced(file) {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  for (const side of [LONGEST_SIDE, 960, 720, 540]) {
    const scale = Math.min(1, side / Math.max(image.width, image.height)), canvas = h('canvas', {})
    canvas.width = Math.round(image.width * scale)
    canvas.height = Math.round(image.height * scale)
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
    for (const quality of [0.75, 0.55, 0.4]) {
      const blob = await blobOf(canvas, 'image/jpeg', quality)
      if (blob.size <= MOST_BYTES) return bytesOf(blob)
    }
  }
  throw new Error(say('Foto ini tidak dapat dikecilkan; ambil foto lain.', 'This photo cannot be made smaller; take another one.'))
}

/** A pad to sign on with a finger, pen or mouse. */
function signaturePad(done) {
  const pad = h('canvas', { class: 'pad', role: 'img', 'aria-label': say('Bidang tanda tangan: goreskan dengan jari', 'Signature field: draw with a finger'), tabindex: '0' })
  let drawn = false, pen = null
  const at = (event) => { const box = pad.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top] }
  const begin = () => {
    pad.width = pad.clientWidth
    pad.height = pad.clientHeight
    pen = pad.getContext('2d')
    Object.assign(pen, { lineWidth: 2.5, lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' })
  }
  let last = null
  pad.addEventListener('pointerdown', (event) => { if (!pen) begin(); pad.setPointerCapture(event.pointerId); last = at(event) })
  pad.addEventListener('pointermove', (event) => {
    if (!last) return
    const [x, y] = at(event)
    pen.beginPath()
    pen.moveTo(...last)
    pen.lineTo(x, y)
    pen.stroke()
    last = [x, y]
    drawn = true
  })
  for (const name of ['pointerup', 'pointercancel']) pad.addEventListener(name, () => { last = null })
  const clear = () => { if (pen) pen.clearRect(0, 0, pad.width, pad.height); drawn = false }
  const keep = async () => {
    if (!drawn) return tell(say('Bidang tanda tangan masih kosong.', 'The signature field is still empty.'))
    await done(await bytesOf(await blobOf(pad, 'image/png')), 'image/png')
    clear()
  }
  return h('div', {}, pad, h('div', { class: 'actions' }, button(say('Pakai tanda tangan ini', 'Use this signature'), keep), button(say('Ulangi', 'Clear'), clear, 'quiet')))
}

function photoButton(done, words) {
  const input = h('input', { type: 'file', accept: 'image/*', capture: 'environment', hidden: true, 'aria-label': words })
  input.addEventListener('change', async () => {
    try { if (input.files[0]) await done(await reduced(input.files[0]), 'image/jpeg') } catch (error) { tell(error.message) }
    input.value = ''
  })
  return h('span', {}, input, button(words, () => input.click(), 'quiet'))
}

function recorder(done) {
  const words = say('Rekam suara', 'Record sound'), press = button(words, () => (recording ? recording.stop() : start()), 'quiet')
  let recording = null, timer = null
  async function start() {
    let stream
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }) } catch { return tell(say('Mikrofon tidak dapat dipakai; izinkan di pengaturan perangkat.', 'The microphone cannot be used; allow it in the settings of the device.')) }
    const parts = []
    recording = new MediaRecorder(stream, { audioBitsPerSecond: 16000 })
    recording.addEventListener('dataavailable', (event) => parts.push(event.data))
    recording.addEventListener('stop', async () => {
      clearTimeout(timer)
      for (const track of stream.getTracks()) track.stop()
      const type = recording.mimeType.split(';')[0]
      recording = null
      press.textContent = words
      await done(await bytesOf(new Blob(parts)), type)
    })
    recording.start()
    press.textContent = say('■ Berhenti merekam', '■ Stop recording')
    timer = setTimeout(() => recording?.stop(), MOST_SECONDS * 1000)
  }
  return press
}

const dataUrl = (bytes, type) => new Promise((resolve) => {
  const reader = new FileReader()
  reader.onload = () => resolve(reader.result)
  reader.readAsDataURL(new Blob([bytes], { type }))
})

async function shown(vault, digest) {
  const about = await vault.read('kept', `media ${digest}`), bytes = about && await vault.readBytes('media', digest)
  if (!bytes) return h('span', { class: 'soft' }, digest.slice(0, 8))
  const source = await dataUrl(bytes, about.type), words = `${Math.ceil(about.size / 1024)} KB`
  if (about.type.startsWith('image/')) return h('img', { src: source, alt: say(`bukti gambar, ${words}`, `proof, a picture of ${words}`) })
  return h('span', { class: 'soft' }, say(`rekaman, ${words}`, `recording, ${words}`))
}

/** The blank of a `media` field: what the chosen kind of proof needs comes first. */
export function proofBlank(_field, { app }, changed) {
  const list = h('ul', { class: 'proofs' }), tools = h('div', {})
  let digests = []
  const show = async () => {
    const nodes = await Promise.all(digests.map(async (digest) => h('li', {}, await shown(app.vault, digest),
      button(say('Hapus', 'Remove'), () => { digests = digests.filter((one) => one !== digest); show(); changed() }, 'plain'))))
    list.replaceChildren(...nodes)
  }
  const add = async (bytes, type) => {
    digests = [...digests, await keepProof(app.vault, bytes, type)]
    await show()
    changed()
  }
  const offer = (proof) => tools.replaceChildren(...[
    !proof || proof === 'signature' ? signaturePad(add) : null,
    h('div', { class: 'actions' }, photoButton(add, proof === 'thumbprint' ? say('Foto cap jempol', 'Photograph the thumbprint') : say('Ambil foto', 'Take a photo')), recorder(add)),
  ].filter(Boolean))
  offer('')
  return { node: h('div', {}, list, tools), get: () => digests, set: (value) => { digests = value ?? []; show() }, offer }
}
