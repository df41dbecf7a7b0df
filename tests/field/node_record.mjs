// Answers JSON lines for the parity tests: each line is {ask, ...}, each answer the same question as the Python record answers it.
import { createInterface } from 'node:readline'

const { answers } = await import('./node_answers.mjs')
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  let answer
  try { answer = await answers[asked.ask](asked) } catch (error) { answer = { error: String(error?.stack ?? error) } }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
