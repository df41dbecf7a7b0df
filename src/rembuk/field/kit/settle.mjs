// Where two people stated different things without having seen each other: both side by side, and a choice that is itself an act.

import { button, dated, h, link, notice, pick, say } from './dom.mjs'
import { notHere } from './case.mjs'
import { valueWords } from './telling.mjs'
import { momentAt, zoneOf } from '../days.mjs'
import { msOf } from '../chain.mjs'

/** The act that states one of the values again, knowing both; null where only the office can settle it. */
function settling(app, case_, { sort, where, field, thing }, value) {
  if (sort === 'fact') return { kind: 'fact_stated', fields: { fact: field, ...(value === null ? {} : { value }), ...(where ? { suspect: where } : {}) } }
  if (sort !== 'thing' || !thing) return null
  const kind = [...app.declared.kinds.values()].find((one) => one.changes === thing.kind && one.by.has(app.journal.identity.author.role) && one.fields.some((each) => each.name === field)
    && one.fields.every((each) => !each.required || [one.changesBy, field, 'reason'].includes(each.name)))
  if (!kind) return null
  const reason = kind.fields.some((one) => one.name === 'reason' && one.required) ? { reason: say('Memilih satu dari dua keterangan yang berbeda.', 'Chose one of two statements that differed.') } : {}
  return { kind: kind.name, fields: { [kind.changesBy]: thing.id, [field]: value, ...reason } }
}

export function settleScreen(app, caseId) {
  const case_ = app.journal.case(caseId), problem = h('div', { role: 'alert' })
  if (!case_) return notHere(app)
  const choose = async (conflict, value) => {
    const done = await app.journal.perform(caseId, [settling(app, case_, conflict, value)], case_.heads)
    if (done.refused) return problem.replaceChildren(notice('bad', pick(done.refused.reason), pick(done.refused.remedy)))
    app.render()
  }
  const conflicts = case_.conflicts
  return [h('p', { class: 'kicker' }, link(`#/perkara/${caseId}`, String(case_.get('title')))), h('h1', {}, say('Keterangan yang berbeda', 'Statements that differ')), problem,
    conflicts.length ? null : notice('good', say('Tidak ada yang berbeda.', 'Nothing differs.')), conflicts.map((conflict) => shown(app, case_, conflict, choose))]
}

function shown(app, case_, conflict, choose) {
  const field = app.declared.fields.get(conflict.field) ?? { type: 'text' }, fact = app.law?.facts[conflict.field], zone = zoneOf(case_.get('region'))
  const heading = conflict.sort === 'fact' ? pick(fact?.question ?? conflict.field) : pick(field.label ?? conflict.field)
  const name = conflict.thing?.get('name') ?? case_.thing('party', conflict.where)?.get('name')
  return h('section', {}, h('h2', {}, [name, heading].filter(Boolean).join(': ')), h('div', { class: 'two' }, conflict.said.map(({ value, act }) => h('div', { class: 'sheet' },
    h('p', {}, h('strong', {}, valueWords(case_, field, value, app.law) || String(value))), h('p', { class: 'soft small' }, `${act.author.name}, ${dated(momentAt(msOf(act.clock), zone))}`),
    settling(app, case_, conflict, value) ? button(say('Ini yang benar', 'This one is right'), () => choose(conflict, value), 'quiet wide') : h('p', { class: 'soft' }, say('Diputuskan di kantor.', 'Settled at the office.'))))))
}
