// What the parity tests ask of the kit's record, as plain JSON.
import { declare } from '../../src/rembuk/field/declared.mjs'
import { fold } from '../../src/rembuk/field/record.mjs'
import { consentOf } from '../../src/rembuk/field/consent.mjs'
import { decide } from '../../src/rembuk/field/decide.mjs'
import { question } from '../../src/rembuk/field/questions.mjs'
import { chargeFacts, chargesIn, readOffences } from '../../src/rembuk/field/charges.mjs'
import { findings, openLaw } from '../../src/rembuk/field/kit/law.mjs'
import { RULES } from '../../src/rembuk/field/rules.mjs'
import { milestones, standing } from '../../src/rembuk/field/stages.mjs'
import { check, current, lossOf, owed, performed, unsigned } from '../../src/rembuk/field/terms.mjs'
import * as chain from '../../src/rembuk/field/chain.mjs'

let declared, offences
const laws = {}

const said = (cell) => cell.said.map((one) => [one.value, one.act.id])
const cells = (map) => Object.fromEntries([...map].map(([name, cell]) => [name, said(cell)]))

export function snapshot(case_) {
  const things = {}
  for (const [kind, all] of case_.things) {
    things[kind] = [...all.values()].map((thing) => ({ id: thing.id, cells: cells(thing.cells), acts: thing.acts.map((act) => act.id) }))
  }
  return {
    order: case_.acts.map((act) => act.id), heads: case_.heads, sort: case_.sort, unread: case_.unread.map((act) => act.id),
    cells: cells(case_.cells), facts: cells(case_.facts), tracks: cells(case_.tracks), things,
    about: Object.fromEntries(case_.about), conflicts: case_.conflicts.map(({ where, field, said: all }) => [where, field, all.map((one) => one.act.id)]),
  }
}

/** What follows from a case on a day, in the shape of `random_acts.consequences`. */
export function consequences(case_, on) {
  const suspects = ['', ...case_.suspects.map((s) => s.id)]
  return {
    consent: case_.all('party').map((party) => { const { state, act, through } = consentOf(case_, party); return [state, act?.id ?? null, through] }),
    standing: suspects.map((one) => { const { stage, office, received, closed, since } = standing(case_, one); return [stage, office, received, closed, since.id] }),
    current: suspects.map((one) => current(case_, one)?.id ?? null),
    milestones: suspects.map((one) => Object.fromEntries([...milestones(case_, one)].map(([name, all]) => [name, all.map(({ on: day, act, order }) => [day, act, order])]))),
    agreements: case_.all('agreement').map((agreement) => [
      unsigned(case_, agreement).map((party) => party.id), performed(case_, agreement),
      check(case_, agreement, lossOf(case_, agreement.get('suspect') ?? '')).map((f) => [f.term, f.code, f.forbidden, ...f.says, ...f.mend, f.cite]),
    ]),
    questions: [null, ...case_.suspects].map((one) => question(case_, one)),
    owed: case_.all('term').map((term) => { const { agreed, paid, left, due_on, late } = owed(case_, term, on); return [agreed, paid, left, due_on, late] }),
  }
}

function verdict({ passed, refused }) {
  return refused ? [refused.code, ...refused.reason, ...refused.remedy, refused.soft] : passed
}

export const answers = {
  offences: ({ pack }) => { offences = readOffences(JSON.parse(pack)); return true },
  charges: ({ text, on }) => chargeFacts(chargesIn(text, offences, on)),
  rules: () => Object.keys(RULES),
  law: ({ stage, pack }) => { laws[stage] = openLaw(JSON.parse(pack)); return true },
  findings: ({ acts, on }) => {
    const case_ = fold(acts.map(chain.unpackAct), declared), all = case_.suspects
    return [null, ...all].map((one) => Object.fromEntries(findings(laws[standing(case_, one?.id ?? '').stage], case_, one, on).map(({ item, finding, missing }) => [item.id, [finding.finding, missing.map((fact) => fact.name)]])))
  },
  consequences: ({ acts, on }) => consequences(fold(acts.map(chain.unpackAct), declared), on),
  decide: ({ acts, on, wishes }) => {
    const case_ = fold(acts.map(chain.unpackAct), declared)
    return wishes.map(([kind, fields, author]) => verdict(decide(case_, declared, kind, fields, author, on)))
  },
  declare: ({ pack, english }) => { declared = declare(JSON.parse(pack), JSON.parse(english)); return true },
  fold: ({ acts }) => snapshot(fold(acts.map(chain.unpackAct), declared)),
  hash: async ({ act, before }) => {
    const read = chain.unpackAct(act)
    return [chain.headerOf(read), chain.bodyOf(read), chain.hex(await chain.hashOf(chain.unhex(before), read))]
  },
  canonical: ({ json }) => {
    try { return chain.write(chain.canonical(JSON.parse(json))) } catch (error) { if (error instanceof chain.NotCanonical) return null; throw error }
  },
  seal: ({ device, last, head, sealed_ms }) => chain.hex(chain.sealMessage(device, last, chain.unhex(head), sealed_ms)),
}
