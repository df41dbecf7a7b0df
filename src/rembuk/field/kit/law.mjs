// The law of the device's stage, in the language in use: findings for a suspect, and the next fact to ask for.

import { prepare } from '../law.mjs'
import { chargeFacts, chargesIn, readOffences } from '../charges.mjs'
import { complete, question } from '../questions.mjs'
import { language } from './dom.mjs'

const RANK = { conflict: 0, eligible: 1, unknown: 2, not_eligible: 3 }

/** The pack of a stage from the kit's own files, with its English where that is asked for. */
export async function readLaw(stage, isEnglish = language() === 'en') {
  return openLaw(await ownFile(`law-${stage}`), isEnglish ? await ownFile(`law-${stage}-en`).catch(() => null) : null)
}

/** One of the kit's own files of this version, by the name it has before its digest. */
export async function ownFile(stem) {
  const answer = await fetch(document.body.dataset.files.split(' ').find((one) => one.startsWith(`${stem}.`)))
  if (!answer.ok) throw new Error(`${stem}: ${answer.status}`)
  return answer.json()
}

export function openLaw(pack, english = null) {
  const facts = Object.fromEntries(Object.entries(pack.facts).map(([name, [type, asks, labels, inputs, mayBeNever]]) => [name, { name, type, question: [asks, english?.facts[name] ?? asks], labels, inputs, mayBeNever }]))
  const own = prepare(pack)
  return { facts, offences: readOffences(pack), own, english: english ? prepare(inEnglish(pack, english)) : own, stage: pack.stage }
}

function inEnglish({ instruments, ...pack }, english) {
  const translated = instruments.map((one) => {
    const row = (written) => [...written.slice(0, 4), english.rows[one.id][written[0]] ?? written[4], ...written.slice(5)]
    return { ...one, others: one.others.map(row), questions: one.questions.map(([id, asks, rows, low, high]) => [id, english.questions[one.id][id] ?? asks, rows.map(row), low, high]) }
  })
  return { ...pack, words: english.words, language: 'en', instruments: translated }
}

/** What every instrument in force says of a suspect (null: nobody is named): [{item, finding, missing}], the most telling first, and what is
 *  made for this stage before what is made for all. */
export function findings(law, case_, suspect, on) {
  const asked = question(case_, suspect), acted = typeof asked.facts.acted_on === 'string' ? asked.facts.acted_on : null
  const charges = chargeFacts(chargesIn(String(asked.charges), law.offences, acted)), facts = complete(asked, charges, on)
  const engine = language() === 'en' ? law.english : law.own
  const found = engine.governing(on, asked.stage).map((item) => {
    const finding = engine.assess(item.id, facts)
    return { item, finding, missing: askable(law, finding.missing, facts) }
  })
  return found.filter(({ finding }) => finding.applies !== 'no').sort((a, b) => RANK[a.finding.finding] - RANK[b.finding.finding] || a.item.stages.length - b.item.stages.length)
}

/** The facts a person can be asked for: a computed one is asked through its first input that is missing. */
function askable(law, missing, facts) {
  const out = []
  for (const name of missing) {
    let fact = law.facts[name]
    while (fact?.inputs.length) fact = law.facts[fact.inputs.find((one) => facts[one] === undefined) ?? fact.inputs[0]]
    if (fact && !out.includes(fact)) out.push(fact)
  }
  return out
}
