// Plain words, and the device reading them aloud where it has a voice.

import { button, dated, h, language, pick, say } from './dom.mjs'
import { termsOf } from '../terms.mjs'
import { rupiah } from '../terms.mjs'
import { thingName } from './telling.mjs'

/** Text in large plain words with a button that reads it aloud; without a voice somebody reads it. */
export function readAloud(sentences) {
  const text = sentences.join(' '), voice = 'speechSynthesis' in globalThis
  const speak = () => {
    speechSynthesis.cancel()
    const spoken = new SpeechSynthesisUtterance(text.replace(/Rp([\d.,]+)/g, (_, amount) => `${amount.replace(/[.,]/g, '')} rupiah`))
    Object.assign(spoken, { lang: language() === 'en' ? 'en-GB' : 'id-ID', rate: 0.9 })
    speechSynthesis.speak(spoken)
  }
  return h('div', { class: 'sheet plainwords' }, sentences.map((one) => h('p', {}, one)),
    voice ? h('div', { class: 'actions no-print' }, button(say('▶ Bacakan', '▶ Read aloud'), speak, 'quiet'), button(say('Berhenti', 'Stop'), () => speechSynthesis.cancel(), 'plain')) : null)
}

/** What is said to a party before he is asked whether he agrees. */
export const rightsInPlainWords = () => [
  say('Kami mengajak Anda bertemu dan bermusyawarah tentang perkara ini.', 'We invite you to meet and talk about this case.'),
  say('Anda boleh ikut, boleh menolak, dan boleh berhenti kapan saja. Menolak tidak membuat Anda dirugikan.', 'You may join, refuse, and stop at any time. Refusing does you no harm.'),
  say('Ikut bermusyawarah bukan pengakuan bersalah di pengadilan.', 'Taking part is not a confession in court.'),
  say('Anda boleh didampingi keluarga, penasihat hukum, atau pendamping, dan boleh memakai penerjemah.', 'You may bring family, a lawyer or a companion, and have an interpreter.'),
  say('Kesepakatan ditulis, dibacakan, dan diperiksa pelaksanaannya. Jika dilanggar, perkara berjalan seperti biasa.', 'An agreement is written, read aloud and followed up. If it is broken, the case goes its ordinary way.'),
]

/** An agreement term by term, as one would say it. */
export function agreementInPlainWords(case_, agreement) {
  const name = (id) => thingName(case_, 'party', id)
  const terms = termsOf(case_, agreement).map((term, i) => {
    const to = term.get('to_party') ? say(` kepada ${name(term.get('to_party'))}`, ` to ${name(term.get('to_party'))}`) : ''
    const amount = term.get('amount') ? ` ${rupiah(term.get('amount'))}` : '', due = term.get('due_on') ? say(`, paling lambat ${dated(term.get('due_on'))}`, `, by ${dated(term.get('due_on'))}`) : ''
    const does = pick(case_.declared.choices.term_kind[term.get('term_kind')] ?? '').toLowerCase()
    return `${i + 1}. ${name(term.get('owner'))} ${does}${amount}${to}: ${term.get('what')}${due}.`
  })
  const forgiven = agreement.get('forgiven') === true ? [say('Korban memaafkan.', 'The victim forgives.')] : []
  const breach = agreement.get('breach_clause') === true ? [say('Jika kesepakatan ini dilanggar, perkara berjalan seperti biasa.', 'If this agreement is broken, the case goes its ordinary way.')] : []
  return [say('Isi kesepakatan:', 'What was agreed:'), ...terms, ...forgiven, ...breach]
}
