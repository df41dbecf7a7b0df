// Where a case is for each suspect (rembuk.record.stages), and the milestones it has reached (rembuk.record.milestones).

import { dayIn, when, zoneOf } from './days.mjs'
import { mustConsent, speaksFor } from './consent.mjs'
import { performedBy, signedByAll } from './terms.mjs'

const STAGES = ['village', 'police', 'prosecution', 'court']
const SENDING = ['handed_over', 'file_returned', 'filed_in_court']
const VILLAGERS = ['mediator', 'village_head']
const NEVER = '9999-12-31'

/** {stage, office, received, closed, since}: where the case stands for a suspect ('' the case as a whole). */
export function standing(case_, suspect = '') {
  const opened = case_.acts[0]
  let sent = '', now = { stage: String(case_.get('begins_at') || 'police'), office: opened.author.office, received: true, closed: '', since: opened }
  for (const act of case_.actsOf([...SENDING, 'handover_received', 'case_closed', 'case_reopened'], suspect)) {
    if (SENDING.includes(act.kind)) {
      sent = act.id
      now = { stage: stageOf(case_, act), office: String(act.fields.to_office ?? ''), received: false, closed: '', since: act }
    } else if (act.kind === 'handover_received') {
      if (act.fields.handover === sent) now = { ...now, received: true, since: act }
    } else if (act.kind === 'case_reopened') now = { ...now, closed: '', since: act }
    else if (suspect || !case_.about.get(act.id) || case_.suspects.every((s) => standing(case_, s.id).closed)) {
      now = { ...now, closed: String(act.fields.close_reason || 'other'), since: act }
    }
  }
  return now
}

function stageOf(case_, act) {
  const stage = case_.thing('handover', act.id)?.get('to_stage')
  return STAGES.includes(stage) ? stage : 'court'
}

/** Where each suspect's track stands, or that of the one; a case in which nobody is named yet has one. */
export function standings(case_, suspect = '') {
  const all = case_.suspects.map((s) => s.id)
  return (suspect ? [suspect] : all.length ? all : ['']).map((one) => standing(case_, one))
}

/** Whether the village house may not take up this matter again. */
export const villageDoorIsClosed = (case_) =>
  case_.get('village_door') === 'closed' || case_.actsOf(['breach_declared']).some((act) => VILLAGERS.includes(act.author.role))

/** Every milestone reached: Map of name to [{on, act, order}], oldest first; a date fact stands in where no act shows it. */
export function milestones(case_, suspect = '') {
  const out = new Map(), zone = zoneOf(case_.get('region')), completed = completedBy(case_, suspect)
  const reach = (name, reached) => out.set(name, [...(out.get(name) ?? []), reached])
  for (const act of case_.acts) {
    const kind = case_.declared.kinds.get(act.kind)
    if (!kind || !case_.about.has(act.id) || (suspect && !['', suspect].includes(case_.about.get(act.id)))) continue
    const on = when(act, zone), order = case_.place.get(act.id)
    for (const name of [...declared(case_, act, kind), ...(completed.get(act.id) ?? []), ...handed(case_, act)]) reach(name, { on, act: act.id, order })
  }
  for (const [name, reached] of fromFacts(case_, suspect)) if (!out.has(name)) reach(name, reached)
  return out
}

const declared = (case_, act, kind) => Object.entries(kind.reaches)
  .filter(([, where]) => Object.entries(where).every(([path, wanted]) => fieldAt(case_, act, kind, path) === wanted)).map(([name]) => name)

/** A field of the act, or of the thing one of its fields points at (`request.approval_of`, `party.role`). */
function fieldAt(case_, act, kind, path) {
  const [name, cell] = path.split('.')
  if (!cell) return act.fields[name] ?? null
  const field = kind.fields.find((one) => one.name === name)
  return (field && case_.thing(field.of, act.fields[name])?.get(cell)) ?? null
}

function handed(case_, act) {
  const out = []
  if (act.kind === 'handed_over' && act.fields.to_stage === 'prosecution' && act.fields.handover_reason === 'tahap_ii') out.push('tahap_ii')
  if (act.kind === 'handover_received' && case_.thing('handover', act.fields.handover)?.get('to_stage') === 'prosecution') out.push('file_received_by_prosecutor')
  return out
}

/** Milestones several acts reach together, at the act that completed them: all have signed, all is performed, all accepted, all were told. */
function completedBy(case_, suspect) {
  const out = new Map(), note = (act, name) => out.set(act.id, [...(out.get(act.id) ?? []), name])
  for (const agreement of case_.all('agreement')) {
    if (suspect && !['', suspect].includes(agreement.get('suspect') ?? '')) continue
    const signed = signedByAll(case_, agreement), done = performedBy(case_, agreement)
    if (signed) note(signed, 'agreement_signed')
    if (signed && done) note(case_.place.get(signed.id) >= case_.place.get(done.id) ? signed : done, 'performed')
  }
  const concerned = mustConsent(case_, suspect), wanted = concerned.map((party) => party.id), answers = {}
  for (const act of case_.actsOf(['offer_answered'])) {
    answers[String(act.fields.party)] = act.fields.answer
    if (wanted.length && act.fields.answer === 'accepted' && wanted.every((party) => answers[party] === 'accepted')) note(act, 'offer_accepted')
  }
  const acts = case_.actsOf(['rights_explained'])
  const told = concerned.map((party) => acts.find((act) => act.fields.party === party.id || speaksFor(case_, String(act.fields.party), party, act)))
  if (told.length && told.every(Boolean)) note(told.reduce((last, act) => (case_.place.get(act.id) > case_.place.get(last.id) ? act : last)), 'rights_explained')
  return out
}

function* fromFacts(case_, suspect) {
  const fact = (name) => (suspect && case_.fact(suspect, name)) || case_.fact('', name)
  for (const [name, [dated, given]] of Object.entries(case_.declared.milestones)) {
    const cell = fact(dated), day = typeof cell?.value === 'string' ? dayIn(cell.value) : null
    if (!day || day === NEVER || (given && fact(given)?.value !== true)) continue
    const { act } = cell.said.at(-1)
    yield [name, { on: day, act: act.id, order: case_.place.get(act.id) }]
  }
}
