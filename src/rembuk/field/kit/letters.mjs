// Letters away from the office: a number from the block handed to this device, and a page to print that says what it is worth.

import { button, chip, dated, h, link, newId, notice, say } from './dom.mjs'
import { legalChip, notHere } from './case.mjs'
import { agreementInPlainWords } from './speech.mjs'
import { nextNumber } from '../numbers.mjs'
import { current } from '../terms.mjs'

const PAPERS = [
  ['surat', ['Undangan musyawarah', 'Invitation to the session']], ['berita_acara', ['Berita acara musyawarah', 'Minutes of the session']],
  ['berita_acara', ['Berita acara kesepakatan perdamaian', 'Minutes of the agreement']], ['surat', ['Panggilan korban', 'Summons of the victim']],
]

export function lettersScreen(app, caseId) {
  const case_ = app.journal.case(caseId), { identity } = app.journal
  if (!case_) return notHere(app)
  const on = app.journal.today(case_), select = h('select', { id: newId('paper') }, PAPERS.map(([, words], i) => h('option', { value: i }, say(...words))))
  const give = async () => {
    const [series, words] = PAPERS[select.value], number = nextNumber(identity.blocks, app.journal.chain.numbers, series, on)
    if (!number) return problem.replaceChildren(notice('bad', say('Nomor untuk surat ini sudah habis di perangkat. Ambil blok baru saat tersambung.', 'This device has no numbers left for this letter. Fetch a new block with a line.')))
    const done = await app.journal.perform(caseId, [{ kind: 'letter_issued', fields: { paper: words[0], number: number.text, on } }], case_.heads)
    if (done.refused) return problem.replaceChildren(notice('bad', say(...done.refused.reason), say(...done.refused.remedy)))
    app.go(`#/perkara/${caseId}/surat/${done.acts[0].id}`)
  }
  const problem = h('div', { role: 'alert' })
  return [h('p', { class: 'kicker' }, link(`#/perkara/${caseId}`, String(case_.get('title')))), h('h1', {}, say('Surat bernomor', 'Numbered letters')), problem,
    h('div', { class: 'sheet' }, h('div', { class: 'field' }, h('label', { for: select.id }, say('Surat', 'Letter')), select), button(say('Beri nomor dan buat surat', 'Give a number and make the letter'), give, 'wide')),
    h('ul', { class: 'list sheet' }, case_.all('letter').map((letter) => h('li', {}, link(`#/perkara/${caseId}/surat/${letter.id}`, `${letter.get('paper')}, ${letter.get('number') ?? ''}`), ' ', legalChip(app.journal.stateOf(letter.addedBy)))))]
}

const WORTH = {
  signed: ['Ditandatangani di perangkat ini; belum diterima kantor.', 'Signed on this device; not yet received by the office.'],
  received: ['Sudah diterima kantor; menunggu konfirmasi hub.', 'Received by the office; awaiting confirmation by the hub.'],
  confirmed: ['Sudah dikonfirmasi hub.', 'Confirmed by the hub.'], theirs: ['Diterbitkan kantor.', 'Issued by the office.'],
}

export function letterScreen(app, caseId, letterId) {
  const case_ = app.journal.case(caseId), letter = case_?.thing('letter', letterId)
  if (!letter) return notHere(app)
  const { identity } = app.journal, agreement = current(case_), session = case_.all('session').at(-1), blank = '.................'
  const people = [...case_.victims, ...case_.suspects].map((party) => String(party.get('name')))
  return [h('p', { class: 'kicker no-print' }, link(`#/perkara/${caseId}/surat`, say('Surat bernomor', 'Numbered letters'))), h('h1', { class: 'no-print' }, `${letter.get('paper')}`),
    h('article', { class: 'paper', lang: 'id' }, h('div', { class: 'head' }, identity.place.letterhead || identity.place.name), h('h2', {}, String(letter.get('paper')).toUpperCase()),
      h('p', {}, `Nomor: ${letter.get('number') ?? blank}`), h('p', {}, `Perkara: ${case_.get('title')}`), h('p', {}, `Para pihak: ${people.join(', ') || blank}`),
      session ? h('p', {}, `Waktu dan tempat musyawarah: ${dated(session.get('at'))}, ${session.get('place') ?? blank}`) : null,
      agreement ? h('ol', {}, agreementInPlainWords(case_, agreement).filter((one) => /^\d+\. /.test(one)).map((one) => h('li', {}, one.replace(/^\d+\. /, '')))) : null,
      h('p', { class: 'sign' }, `${case_.get('place') ?? blank}, ${dated(letter.get('on'))}`), h('p', {}, identity.author.name),
      h('p', { class: 'small' }, `${WORTH[app.journal.stateOf(letter.addedBy)][0]} Tindakan ${letter.id}.`)),
    h('div', { class: 'actions' }, button(say('Cetak', 'Print'), () => print()), chip('', say(...WORTH[app.journal.stateOf(letter.addedBy)])))]
}
