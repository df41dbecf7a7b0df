// What the charges of one suspect say to the rules (rembuk.law.charge_facts), for charges picked from the pack's list of offences.
//
// A charge that is not in the list, or that several versions of a law may mean, leaves open all that it could change.

const SETS = ['charges.traits', 'charges.codes']
const TRUTHS = ['charges.fine_only', 'charges.special_minimum', 'charges.life']
const listed = (value) => (value === null || Array.isArray(value) ? value : [value])

/** The offences of a pack: {label, name, from, to, figures: {fact: value}}. */
export function readOffences({ figures, offences }) {
  return offences.map(([label, name, from, to, ...values]) => {
    const told = Object.fromEntries(figures.map((fact, i) => [fact, values[i]]))
    for (const fact of SETS) told[fact] = listed(told[fact])
    for (const fact of TRUTHS) told[fact] = told[fact] === null ? null : Boolean(told[fact])
    return { label, name, from, to: to || null, figures: told }
  })
}

/** The offence each line of a charge text names by its label; null where none or several versions do. `on`: the day of the act, or null. */
export function chargesIn(text, offences, on) {
  return text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const found = offences.filter((one) => one.label === line && (!on || (one.from <= on && (!one.to || on <= one.to))))
    return found.length === 1 ? found[0] : null
  })
}

const low = (value) => (value === null ? 0 : typeof value === 'object' ? value.at_least ?? 0 : value)
const high = (value) => (value === null ? null : typeof value === 'object' ? value.at_most ?? null : value)

function limits(least, most) {
  if (least === 0 && most === null) return null
  if (least === most) return least
  return { ...(least === null ? {} : { at_least: least }), ...(most === null ? {} : { at_most: most }) }
}

const every = (truths) => (truths.includes(false) ? false : truths.includes(null) ? null : true)
const some = (truths) => (truths.includes(true) ? true : truths.includes(null) ? null : false)
const oneWord = (words) => (new Set(words).size > 1 ? 'mixed' : words[0])

/** The facts over these charges; {} for none, and nothing but what is certain where one is null. */
export function chargeFacts(charges) {
  if (!charges.length || charges.includes(null)) return {}
  const all = (fact) => charges.map((one) => one.figures[fact]), prison = all('charges.max_prison'), fines = all('charges.max_fine')
  const highs = prison.map(high), bounded = highs.filter((one) => one !== null), sets = all('charges.traits')
  const facts = {
    'charges.max_prison': limits(Math.max(...prison.map(low)), highs.includes(null) ? null : Math.max(...highs)),
    'charges.lightest_prison': limits(Math.min(...prison.map(low)), bounded.length ? Math.min(...bounded) : null),
    'charges.max_fine': fines.includes(null) ? null : Math.max(...fines),
    'charges.fine_only': every(all('charges.fine_only')), 'charges.special_minimum': some(all('charges.special_minimum')), 'charges.life': some(all('charges.life')),
    'charges.group': oneWord(all('charges.group')), 'charges.complaint': oneWord(all('charges.complaint')),
    'charges.groups': [...new Set(all('charges.group'))].sort(), 'charges.traits': [...new Set(sets.flat())].sort(),
    'charges.codes': [...new Set(all('charges.codes').flat())].sort(),
    'charges.traits_of_all': sets.reduce((shared, one) => shared.filter((trait) => one.includes(trait))).slice().sort(),
    'charges.adjusted': false, 'charges.count': charges.length,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
}
