// The answer to a question of the law, by the type of its fact: {node, get}; `get` is undefined while nothing is chosen.

import { h, newId, pick, say } from './dom.mjs'

function pressed(options, type) {
  const name = newId('answer'), inputs = options.map(([value]) => h('input', { type, name, value: String(value) }))
  const node = h('div', {}, options.map(([, words], i) => h('label', { class: 'choice' }, inputs[i], h('span', {}, words))))
  return { node, chosen: () => options.filter((_, i) => inputs[i].checked).map(([value]) => value) }
}

function number(fact) {
  const input = h('input', { inputmode: 'numeric', 'aria-label': pick(fact.question), autocomplete: 'off' })
  return { node: input, get: () => { const figures = input.value.replace(/[.\s]|^rp/gi, ''); return /^\d{1,15}$/.test(figures) ? Number(figures) : undefined } }
}

export const READ = {
  bool() {
    const { node, chosen } = pressed([[true, say('Ya', 'Yes')], [false, say('Tidak', 'No')]], 'radio')
    return { node, get: () => chosen()[0] }
  },
  enum(fact) {
    const { node, chosen } = pressed(Object.entries(fact.labels), 'radio')
    return { node, get: () => chosen()[0] }
  },
  set(fact) {
    const { node, chosen } = pressed(Object.entries(fact.labels), 'checkbox')
    return { node, get: () => chosen().sort() }
  },
  date(fact) {
    const input = h('input', { type: 'date', 'aria-label': pick(fact.question) }), never = h('input', { type: 'checkbox' })
    const node = h('div', {}, input, fact.mayBeNever ? h('label', { class: 'choice' }, never, say('Belum terjadi', 'It has not happened')) : null)
    return { node, get: () => (never.checked ? 'belum' : input.value || undefined) }
  },
  text(fact) {
    const input = h('input', { 'aria-label': pick(fact.question) })
    return { node: input, get: () => input.value.trim() || undefined }
  },
  rupiah: number, integer: number, months: number, days: number, age: number,
}
