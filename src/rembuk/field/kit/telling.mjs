// What happened, one sentence an act, from the declaration: fields put into words of the language in use.

import { say, pick, dated } from './dom.mjs'
import { rupiah } from '../terms.mjs'

const blank = () => say('(tidak diisi)', '(left blank)')

/** A thing in a few words: a party's name, a term's text, otherwise what kind of thing it is. */
export function thingName(case_, kind, id) {
  const thing = case_.thing(kind, id)
  if (!thing) return blank()
  if (kind === 'party') return String(thing.get('name') ?? '?')
  const told = thing.get('what') || thing.get('item') || thing.get('title') || (thing.get('at') && dated(thing.get('at'))) || thing.get('text')
  return String(told || pick(case_.declared.things[kind]).toLowerCase())
}

export function valueWords(case_, field, value, law) {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return field.type === 'rows' ? say(`${value.length} butir`, `${value.length} items`) : value.map((one) => valueWords(case_, field, one, law)).join(', ')
  if (field.type === 'choice' || field.type === 'choices') return pick(case_.declared.choices[field.of][value] ?? String(value))
  if (field.type === 'ref' || field.type === 'refs') return thingName(case_, field.of, value)
  if (typeof value === 'boolean') return value ? say('ya', 'yes') : say('tidak', 'no')
  if (field.type === 'rupiah') return rupiah(value)
  if (['date', 'moment', 'value'].includes(field.type) && typeof value === 'string') return dated(value)
  if (field.type === 'fact') return pick(law?.facts[value]?.question ?? value).replace(/\?$/, '')
  return String(typeof value === 'object' ? JSON.stringify(value) : value)
}

/** The act as a sentence without its subject. */
export function sentence(case_, act, law) {
  const kind = case_.declared.kinds.get(act.kind)
  if (!kind) return say(`perbuatan dari program yang lebih baru: ${act.kind}`, `an act of a newer program: ${act.kind}`)
  return pick(kind.sentence).replace(/\{(\w+)\}/g, (_, name) => {
    const field = kind.fields.find((one) => one.name === name), value = act.fields[name]
    return field && value !== null && value !== undefined ? valueWords(case_, field, value, law) : blank()
  })
}
