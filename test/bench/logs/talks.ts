/** Kinds of sessions: a coding agent, a service agent with a database, an operator's agent, and plain chat. */
import type { Turn } from '../../unit/redact/helpers.ts';
import * as code from './code.ts';
import { makePerson, makeSecret, type Planter } from './planter.ts';
import { markdown, paragraph, sentence } from './prose.ts';
import type { Random } from './random.ts';

type Talk = (random: Random, planter: Planter) => Turn[];

const step = (tool: string, args: object, result: string): Turn[] => [
  { call: tool, args: JSON.stringify(args) },
  { tool, result },
];

export const coding: Talk = (random, planter) => {
  const person = makePerson(random);
  const results = [code.grep, code.trace, code.tests, code.diff, code.listing];
  const turns: Turn[] = [
    { system: `You are a software engineer. ${paragraph(random, 8, 16)}` },
    { user: `${paragraph(random, 1, 4)}\n\n\`\`\`python\n${code.source(random)}\n\`\`\`\n\n${code.trace(random)}` },
  ];
  const steps = random.between(10, 30);
  for (let i = 0; i < steps; i++) {
    if (random.chance(0.7)) turns.push({ assistant: paragraph(random, 1, 3) });
    if (random.chance(0.4)) {
      const file = code.path(random, 'py');
      turns.push(
        ...step(
          'open_file',
          { path: file, line: random.between(1, 500) },
          code.numbered(random, [code.source(random), code.source(random)].join('\n\n')),
        ),
      );
    } else if (random.chance(0.3)) {
      const edit = { path: code.path(random, 'ts'), old: code.source(random), new: code.source(random) };
      turns.push(...step('edit_file', edit, `Edited ${edit.path}. ${sentence(random)}`));
    } else
      turns.push(
        ...step(
          'shell',
          {
            command: `grep -rn "${code.identifier(random)}" ${code.path(random, 'py')} | head -${random.between(5, 50)}`,
          },
          random.pick(results)(random),
        ),
      );
  }
  const secret = makeSecret(random);
  turns.push(
    ...step(
      'shell',
      { command: 'git log -1 && env' },
      `commit ${code.hex(random, 40)}\n${planter.say('PERSON', `${person.first} ${person.last}`, (name) => `Author: ${name} `)}${planter.say('EMAIL', person.email, (mail) => `<${mail}>\n`)}Date:   Mon Mar 4 10:22:31 2024 +0100\n\n    ${sentence(random)}\n\nLANG=C.UTF-8\n${planter.say('SECRET', secret, (value) => `DEPLOY_TOKEN=${value}\n`)}HOME=/root`,
    ),
    { assistant: markdown(random) },
  );
  return turns;
};

export const service: Talk = (random, planter) => {
  const person = makePerson(random);
  const order = () => ({
    items: random.times(1, 4, () => ({
      name: `${random.word()} ${random.word()}`,
      price: random.between(5, 900) + 0.99,
      in_stock: random.chance(0.8),
    })),
    status: random.pick(['pending', 'delivered', 'cancelled']),
    note: sentence(random),
  });
  const user = {
    ...planter.field('user_id', 'ACCOUNT_ID', person.login),
    name: {
      ...planter.field('first_name', 'PERSON', person.first),
      ...planter.field('last_name', 'PERSON', person.last),
    },
    ...planter.field('email', 'EMAIL', person.email),
    ...planter.field('dob', 'DATE_OF_BIRTH', person.born),
    address: { ...planter.field('address1', 'ADDRESS', person.street), country: 'USA' },
    membership: random.pick(['gold', 'silver', 'regular']),
    history: random.times(2, 8, order),
  };
  const turns: Turn[] = [
    { system: `# Policy\n\n${random.times(5, 12, () => `- ${paragraph(random, 1, 3)}`).join('\n')}` },
    {
      user: `${planter.say('PERSON', `${person.first} ${person.last}`, (name) => `Hi, my name is ${name}. `)}${paragraph(random, 1, 3)}`,
    },
    { assistant: 'Could you please give me your user id or your e-mail address?' },
    { user: `${planter.say('ACCOUNT_ID', person.login, (id) => `Sure, my user id is ${id}. `)}${sentence(random)}` },
    ...step('get_user_details', { ...planter.field('user_id', 'ACCOUNT_ID', person.login) }, JSON.stringify(user)),
    { assistant: `${planter.say('PERSON', person.first, (name) => `Thank you, ${name}. `)}${paragraph(random)}` },
    {
      user: `${paragraph(random, 1, 2)}${planter.say('PHONE', person.phone, (phone) => ` You can call me at ${phone}.`)}`,
    },
    { assistant: markdown(random) },
    {
      user: `${sentence(random)}${planter.say('CREDIT_CARD', person.card, (card) => ` Please charge my card ${card}.`)}`,
    },
  ];
  const steps = random.between(4, 12);
  for (let i = 0; i < steps; i++) {
    turns.push(
      ...step(
        'get_order',
        { query: random.word(), limit: random.between(1, 50) },
        JSON.stringify({ orders: random.times(1, 6, order) }),
      ),
    );
    turns.push({ assistant: paragraph(random) }, { user: paragraph(random, 1, 2) });
  }
  turns.push({
    assistant: `${sentence(random)}${planter.say('ADDRESS', person.street, (street) => ` We will ship it to ${street}.`)} ${sentence(random)}`,
  });
  return turns;
};

export const operating: Talk = (random, planter) => {
  const person = makePerson(random);
  const lines = (): string =>
    random
      .times(
        15,
        60,
        () =>
          `2024-0${random.between(1, 9)}-${random.between(10, 28)}T${random.between(10, 23)}:${random.between(10, 59)}:${random.between(10, 59)}.${random.digits(3)}Z ${random.pick(['INFO', 'WARN', 'DEBUG', 'ERROR'])} [${code.identifier(random)}] ${random.word()} ${random.word()} took=${random.between(1, 9000)}ms trace=${code.hex(random, 16)} ${random.word()}`,
      )
      .join('\n');
  const table = (): string =>
    [
      'id,name,region,total',
      ...random.times(
        8,
        40,
        (i) =>
          `${i + 1},${random.word()}-${random.word()},${random.pick(['eu', 'us', 'ap'])}-${random.between(1, 3)},${random.between(10, 90000)}`,
      ),
    ].join('\n');
  const secret = makeSecret(random);
  const turns: Turn[] = [
    { system: `You operate servers. ${paragraph(random, 3, 8)}` },
    { user: paragraph(random, 1, 3) },
  ];
  const steps = random.between(3, 9);
  for (let i = 0; i < steps; i++)
    turns.push(
      ...step(
        'run',
        { command: `kubectl logs ${random.word()}-${code.hex(random, 5)} --tail=${random.between(20, 99)}` },
        random.chance(0.6) ? lines() : table(),
      ),
      { assistant: paragraph(random, 1, 3) },
    );
  turns.push(
    ...step(
      'run',
      { command: 'tail access.log; cat config.yaml' },
      `${planter.say('IP_ADDRESS', person.ip, (ip) => `${ip} - - [12/Mar/2024:10:11:12 +0000] "GET /${random.word()} HTTP/1.1" 200 512\n`)}${lines()}\n${random.word()}:\n  replicas: ${random.between(2, 9)}\n${planter.say('SECRET', secret, (value) => `  token: ${value}\n`)}${planter.say('MAC_ADDRESS', person.mac, (mac) => `  hwaddr: ${mac}\n`)}  image: ${random.word()}:${random.between(1, 9)}.${random.between(0, 20)}.${random.between(0, 9)}`,
    ),
    { assistant: markdown(random) },
  );
  return turns;
};

export const chat: Talk = (random, planter) => {
  const person = makePerson(random);
  const turns: Turn[] = [{ system: `You are a helpful assistant. ${paragraph(random, 1, 3)}` }];
  const steps = random.between(2, 7);
  for (let i = 0; i < steps; i++) turns.push({ user: paragraph(random, 1, 5) }, { assistant: markdown(random) });
  turns.push(
    {
      user: `${paragraph(random, 1, 2)}${planter.say('GOV_ID', person.ssn, (ssn) => ` My SSN is ${ssn}.`)}${planter.say('IBAN', person.iban, (iban) => ` The IBAN is ${iban}.`)}`,
    },
    { assistant: markdown(random) },
    {
      user: `${sentence(random)}${planter.say('EMAIL', person.email, (mail) => ` Write to ${mail}, please.`)}${planter.say('PERSON', `${person.first} ${person.last}`, (name) => `\n\nBest regards,\n${name}`)}`,
    },
    { assistant: sentence(random) },
  );
  return turns;
};
