// Asking the law: findings with their reasons, and the one fact that decides soonest, to be answered here.

import { chip, h, link, newId, notice, pick, say } from './dom.mjs'
import { findingChip, notHere } from './case.mjs'
import { findings } from './law.mjs'
import { READ } from './answer.mjs'

export async function lawScreen(app, caseId) {
  const case_ = app.journal.case(caseId)
  if (!case_) return notHere(app)
  if (!app.law) return [h('h1', {}, say('Hukum belum ada di perangkat ini', 'The law is not on this device yet')), notice('open', say('Buka halaman ini sekali saat tersambung.', 'Open this page once with a line.'))]
  const on = app.journal.today(case_), suspects = case_.suspects.length ? case_.suspects : [null]
  return [h('p', { class: 'kicker' }, link(`#/perkara/${caseId}`, String(case_.get('title')))), h('h1', {}, say('Tanya hukum', 'Ask the law')),
    case_.fact('', 'charges') || suspects.some((one) => one && case_.fact(one.id, 'charges')) ? null : notice('', say('Pasal belum ditulis. Banyak jawaban bergantung padanya.', 'No charges are written yet. Much depends on them.'), link(`#/perkara/${caseId}/lakukan/charge_set`, say('Tetapkan pasal', 'Set the charges'), 'button quiet')),
    case_.actsOf(['ruling_made', 'regime_decided']).length ? notice('open', say('Dalam perkara ini ada ketetapan pejabat tentang bacaan atau hukum acara. Temuan di perangkat ini belum memperhitungkannya; temuan di meja kantor sudah.', 'In this case an official has ruled on a reading or on the code. The findings on this device do not know of it; those at the desk do.')) : null,
    suspects.map((suspect) => ofSuspect(app, case_, suspect, on))]
}

function ofSuspect(app, case_, suspect, on) {
  const found = findings(app.law, case_, suspect, on), asked = found.flatMap(({ missing }) => missing)[0]
  return h('section', {}, suspect && case_.suspects.length > 1 ? h('h2', {}, String(suspect.get('name'))) : null, asked ? question(app, case_, suspect, asked) : null,
    found.map(({ item, finding }) => h('details', { class: 'sheet' }, h('summary', {}, h('span', {}, `${item.short} `, findingChip(finding.finding))),
      finding.also.map((one) => h('p', {}, `${item.questions.find(([id]) => id === one.question)?.[1] ?? one.question} `, findingChip(one.finding))),
      h('ul', { class: 'list' }, finding.conditions.map(reason)), finding.others.filter((one) => one.value === 'yes').length ? h('ul', { class: 'list' }, finding.others.filter((one) => one.value === 'yes').map(reason)) : null)))
}

const SIGN = { supports: '✓', blocks: '✗', open: '?', disputed: '!', none: '·' }
const reason = (one) => h('li', {}, h('strong', { 'aria-hidden': 'true' }, `${SIGN[one.effect]} `), one.reason, h('div', { class: 'soft small' }, one.cite))

/** The next fact in its own words, answered in place. */
function question(app, case_, suspect, fact) {
  const { node, get } = READ[fact.type]?.(fact) ?? READ.text(fact), basis = h('input', { id: newId('basis'), autocomplete: 'off' }), problem = h('p', { class: 'error', role: 'alert', hidden: true })
  const save = async (event) => {
    event.preventDefault()
    const value = get()
    if (value === undefined) { problem.textContent = say('Jawaban ini belum terbaca; isi atau pilih.', 'This answer cannot be read; fill it in or choose.'); problem.hidden = false; return }
    const about = suspect && case_.suspects.length > 1 ? { suspect: suspect.id } : {}
    const fields = { fact: fact.name, ...(value === null ? {} : { value }), ...about, ...(basis.value.trim() ? { basis: basis.value.trim() } : {}) }
    const done = await app.journal.perform(case_.id, [{ kind: 'fact_stated', fields }], case_.heads)
    if (done.refused) { problem.textContent = `${pick(done.refused.reason)} ${pick(done.refused.remedy)}`; problem.hidden = false; return }
    app.render()
  }
  return h('form', { class: 'sheet', onsubmit: save }, chip('', say('Pertanyaan yang paling menentukan', 'The question that decides soonest')), problem,
    h('fieldset', { class: 'field' }, h('legend', {}, pick(fact.question)), node),
    h('div', { class: 'field' }, h('label', { for: basis.id }, say('Bukti atau sumbernya', 'Proof or source'), h('span', { class: 'optional' }, say(' (boleh kosong)', ' (optional)'))), basis),
    h('button', { type: 'submit', class: 'wide' }, say('Nyatakan', 'State it')))
}

