// Answers JSON lines for the engine tests: {pack} loads the law, {id, cases} assesses cases.
import { createInterface } from 'node:readline'

const { prepare } = await import(process.argv[2])
let law
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  if (asked.pack) law = prepare(asked.pack)
  const answer = asked.pack ? true : asked.cases.map((facts) => law.assess(asked.id, facts, asked.forced))
  process.stdout.write(JSON.stringify(answer) + '\n')
}
