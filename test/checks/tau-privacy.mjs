#!/usr/bin/env node
// node test/checks/tau-privacy.mjs RAW.json OUT…
// Reads a raw tau-bench result file, takes every identifier that its get_user_details results name, and searches each
// output byte for it. Imports nothing from src: it must not share a mistake with what it checks. Exit 1 on any hit.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [raw, ...outputs] = process.argv.slice(2);
if (!raw || outputs.length === 0) {
  console.error('usage: tau-privacy.mjs RAW.json OUT…');
  process.exit(2);
}

/** value → kind */
const values = new Map();
const add = (kind, value) => {
  if (typeof value === 'string' && value.length >= 4) values.set(value, kind);
};
for (const run of JSON.parse(readFileSync(raw, 'utf8'))) {
  const names = new Map();
  for (const message of run.traj) {
    for (const call of message.tool_calls ?? []) names.set(call.id, call.function);
    if (message.role !== 'tool' || message.name !== 'get_user_details') continue;
    let user;
    try {
      user = JSON.parse(message.content);
    } catch {
      continue; // An error text.
    }
    const asked = names.get(message.tool_call_id);
    if (asked?.name === 'get_user_details') add('user id', JSON.parse(asked.arguments).user_id);
    add('full name', `${user.name.first_name} ${user.name.last_name}`);
    add('e-mail', user.email);
    add('date of birth', user.dob);
    add('street address', user.address.address1);
    for (const [id, method] of Object.entries(user.payment_methods ?? {})) {
      add('payment id', id);
      add('payment id', method.id);
    }
    for (const p of user.saved_passengers ?? []) {
      add('full name', `${p.first_name} ${p.last_name}`);
      add('date of birth', p.dob);
    }
  }
}

const files = outputs.flatMap((out) =>
  statSync(out).isDirectory()
    ? readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => join(e.parentPath, e.name))
    : [out],
);
let hits = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  for (const [value, kind] of values) {
    let count = 0;
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) count++;
    if (count > 0) {
      hits += count;
      console.log(`${file}: ${count} × ${kind} ${process.env.SHOW ? value : `of ${value.length} characters`}`);
    }
  }
}
const kinds = {};
for (const kind of values.values()) kinds[kind] = (kinds[kind] ?? 0) + 1;
console.log(
  `${values.size} identifiers (${Object.entries(kinds)
    .map(([k, n]) => `${n} ${k}`)
    .join(', ')}) searched in ${files.length} files: ${hits} occurrences`,
);
process.exit(hits > 0 ? 1 : 0);
