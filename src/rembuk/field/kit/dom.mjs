// Making elements and words. `say(id, en)` is the text in the language in use; `h` makes an element.

import { momentAt } from '../days.mjs'

let english = false

export const setLanguage = (language) => { english = language === 'en'; document.documentElement.lang = language }
export const language = () => (english ? 'en' : 'id')
export const say = (id, en) => (english ? en : id)
export const pick = (pair) => (Array.isArray(pair) ? pair[english ? 1 : 0] : pair ?? '')

/** h('p', {class: 'x', onclick: f}, 'text', node, [nodes]): null, false and '' are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'value' || name === 'checked') element[name] = value
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false && child !== ''))
  return element
}

/** What a function makes, in Indonesian whatever the language in use: letters are. */
export function inIndonesian(make) {
  const kept = english
  english = false
  try { return make() } finally { english = kept }
}

let counter = 0
export const newId = (stem) => `${stem}-${++counter}`

export const chip = (kind, ...words) => h('span', { class: `chip ${kind}` }, ...words)
export const notice = (kind, ...content) => h('div', { class: `notice ${kind}` }, ...content.filter(Boolean).map((one) => (typeof one === 'string' ? h('p', {}, one) : one)))
export const link = (href, text, kind = '') => h('a', { href, class: kind || null }, text)
export const button = (text, onclick, kind = '') => h('button', { type: 'button', class: kind || null, onclick }, text)

/** A short message at the foot of the screen, read out by a screen reader. */
export function tell(text) {
  const place = document.getElementById('kabar'), line = h('p', {}, text)
  place.replaceChildren(line)
  setTimeout(() => line.remove(), 4000)
}

/** The office's ISO time as words at a place of that zone. */
export const heardAt = (written, zone) => dated(momentAt(Date.parse(written), zone))

const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ')
const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ')

/** A day or moment in words. */
export function dated(written) {
  const [, year, month, day, hour] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(written ?? '') ?? []
  if (!year) return String(written ?? '')
  const words = `${+day} ${(english ? MONTHS_EN : MONTHS)[month - 1]} ${year}`
  return hour ? (english ? `${words}, ${hour}` : `${words} pukul ${hour.replace(':', '.')}`) : words
}
